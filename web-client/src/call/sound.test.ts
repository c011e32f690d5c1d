import { expect, test } from 'vitest';
import { loudness } from './sound';

test('silence is 0, speech in the middle, shouting 1', () => {
  expect(loudness(new Float32Array(512))).toBe(0);
  expect(loudness(new Float32Array(512).fill(0.03))).toBeCloseTo(0.59, 1);
  expect(loudness(new Float32Array(512).fill(0.9))).toBe(1);
});
