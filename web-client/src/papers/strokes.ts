import type { Drawn, Point } from '../api/papers';

/** The field signatures are drawn in, whatever its size on the screen. */
export const WIDTH = 1000;
export const HEIGHT = 400;
const LEAST_STEP = 6;
const MOST_POINTS = 2000;
const LEAST_POINTS = 8;
const LEAST_SIZE = 80;

/** Where a pen is on the screen, in units of the field; inside it whatever the finger does. */
export function toField(
  at: { x: number; y: number },
  box: { left: number; top: number; width: number; height: number },
  t: number,
): Point {
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  return {
    x: clamp(Math.round(((at.x - box.left) / box.width) * WIDTH), WIDTH),
    y: clamp(Math.round(((at.y - box.top) / box.height) * HEIGHT), HEIGHT),
    t: Math.max(0, Math.round(t)),
  };
}

/** Whether a point says more than the one before it. */
export function isStep(before: Point | undefined, next: Point): boolean {
  if (!before) return true;
  return Math.hypot(next.x - before.x, next.y - before.y) >= LEAST_STEP;
}

const points = (drawn: Drawn): Point[] => drawn.strokes.flatMap((stroke) => stroke.points);

export function isFull(drawn: Drawn): boolean {
  return points(drawn).length >= MOST_POINTS;
}

/** Whether it may be a name; the server asks the same. */
export function isSignature(drawn: Drawn): boolean {
  const all = points(drawn);
  const span = (values: number[]): number => Math.max(...values) - Math.min(...values);
  return (
    all.length >= LEAST_POINTS &&
    Math.max(span(all.map((p) => p.x)), span(all.map((p) => p.y))) >= LEAST_SIZE
  );
}
