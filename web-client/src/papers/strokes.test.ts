import { describe, expect, it } from 'vitest';
import { isFull, isSignature, isStep, toField } from './strokes';

const line = (count: number, step: number) => ({
  strokes: [
    { points: Array.from({ length: count }, (_, i) => ({ x: i * step, y: 100, t: i * 16 })) },
  ],
});

describe('a drawn signature', () => {
  it('is measured in the field, not in pixels, and stays inside it', () => {
    const box = { left: 10, top: 20, width: 350, height: 140 };
    expect(toField({ x: 185, y: 90 }, box, 12.4)).toEqual({ x: 500, y: 200, t: 12 });
    expect(toField({ x: 5, y: 900 }, box, -3)).toEqual({ x: 0, y: 400, t: 0 });
  });

  it('leaves out points that say nothing new', () => {
    expect(isStep(undefined, { x: 1, y: 1, t: 0 })).toBe(true);
    expect(isStep({ x: 1, y: 1, t: 0 }, { x: 3, y: 3, t: 9 })).toBe(false);
    expect(isStep({ x: 1, y: 1, t: 0 }, { x: 9, y: 1, t: 9 })).toBe(true);
  });

  it('is more than a dot or a scratch, and not without end', () => {
    expect(isSignature({ strokes: [] })).toBe(false);
    expect(isSignature(line(4, 100))).toBe(false);
    expect(isSignature(line(20, 1))).toBe(false);
    expect(isSignature(line(20, 10))).toBe(true);
    expect(isFull(line(1999, 1))).toBe(false);
    expect(isFull(line(2000, 1))).toBe(true);
  });
});
