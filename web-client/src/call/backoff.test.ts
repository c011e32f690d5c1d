import { expect, test } from 'vitest';
import { Backoff } from './backoff';

test('waits double up to the cap and start anew after a success', () => {
  const backoff = new Backoff(() => 1, 300, 5000);
  expect([1, 2, 3, 4, 5, 6, 7].map(() => backoff.next())).toEqual([
    300, 600, 1200, 2400, 4800, 5000, 5000,
  ]);
  backoff.reset();
  expect(backoff.next()).toBe(300);
});

test('chance takes off at most a half', () => {
  expect(new Backoff(() => 0, 300, 5000).next()).toBe(150);
});
