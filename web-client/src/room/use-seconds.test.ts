import { expect, test } from 'vitest';
import { countdown } from './use-seconds';

test('a countdown shows every second once and stops at nothing', () => {
  expect(countdown(300_000)).toBe('5:00');
  expect(countdown(299_001)).toBe('5:00');
  expect(countdown(299_000)).toBe('4:59');
  expect(countdown(1)).toBe('0:01');
  expect(countdown(-5_000)).toBe('0:00');
});
