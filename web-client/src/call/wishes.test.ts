import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Wishes } from './wishes';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('tells the largest place of each source once it settles', () => {
  const told: unknown[] = [];
  const wishes = new Wishes((w) => told.push(w));
  const stage = {};
  const strip = {};
  wishes.show(stage, 'cam', 720);
  wishes.show(strip, 'cam', 90);
  wishes.show({}, 'other', 0);
  vi.runAllTimers();
  expect(told).toEqual([
    [
      { sourceId: 'cam', height: 720 },
      { sourceId: 'other', height: 0 },
    ],
  ]);
  wishes.show(strip, 'cam', 91);
  vi.runAllTimers();
  expect(told).toHaveLength(1);
  wishes.forget(stage);
  vi.runAllTimers();
  expect(told[1]).toContainEqual({ sourceId: 'cam', height: 91 });
});

test('repeats itself to a server that forgot', () => {
  const told: unknown[] = [];
  const wishes = new Wishes((w) => told.push(w));
  wishes.repeat();
  vi.runAllTimers();
  expect(told).toEqual([]);
  wishes.show({}, 'cam', 300);
  vi.runAllTimers();
  wishes.repeat();
  vi.runAllTimers();
  expect(told).toHaveLength(2);
});
