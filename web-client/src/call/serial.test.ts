import { expect, test } from 'vitest';
import { Serial } from './serial';

test('jobs run in order and a failure does not stop the next', async () => {
  const serial = new Serial();
  const seen: string[] = [];
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const first = serial.run(async () => {
    await gate;
    seen.push('first');
    throw new Error('broken');
  });
  const second = serial.run(async () => seen.push('second'));
  release();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(seen).toEqual(['first', 'second']);
});
