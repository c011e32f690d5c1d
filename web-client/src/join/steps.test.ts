import { beforeEach, expect, test } from 'vitest';
import { furthest, keepProgress, NOTHING_YET, readProgress, shownStep } from './steps';

const CHECKS = {
  microphone: true,
  camera: true,
  speaker: true,
  browser: 'WeChat 8',
};
const HOUR = 3_600_000;

class Shelf implements Storage {
  private readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  clear(): void {
    this.kept.clear();
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf();
});

test('each decision opens the next step', () => {
  expect(furthest(NOTHING_YET, false)).toBe('invitation');
  expect(furthest({ confirmed: true, checks: undefined }, false)).toBe('consent');
  expect(furthest({ confirmed: true, checks: undefined }, true)).toBe('check');
  expect(furthest({ confirmed: true, checks: CHECKS }, true)).toBe('in');
});

test('consent is never skipped, whatever the phone remembers', () => {
  expect(furthest({ confirmed: true, checks: CHECKS }, false)).toBe('consent');
});

test('a reload shows the step of the address, never one further than allowed', () => {
  expect(shownStep('#check', 'in')).toBe('check');
  expect(shownStep('#in', 'consent')).toBe('consent');
  expect(shownStep('', 'in')).toBe('in');
  expect(shownStep('#nonsense', 'check')).toBe('check');
});

test('a phone remembers the way in for half a day, and never the whole code', () => {
  keepProgress(() => shelf, 'abcdefghijkl', { confirmed: true, checks: CHECKS }, 0);
  expect(readProgress(() => shelf, 'abcdefghijkl', HOUR)).toEqual({
    confirmed: true,
    checks: CHECKS,
  });
  expect(readProgress(() => shelf, 'abcdefghijkl', 13 * HOUR)).toEqual(NOTHING_YET);
  expect(shelf.key(0)).not.toContain('abcdefghijkl');
});

test('a damaged memory asks again', () => {
  shelf.setItem('maplebridge.join.abcdef', '{');
  expect(readProgress(() => shelf, 'abcdef', 0)).toEqual(NOTHING_YET);
});
