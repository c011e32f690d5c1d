import { expect, test } from 'vitest';
import type { Quality } from '../generated/protocol';
import { LinkQuality } from './link-quality';

const GOOD: Quality = {
  type: 'quality',
  score: 4.5,
  roundTripMs: 60,
  uplinkLoss: 0,
  downlinkLoss: 0,
};
const BAD: Quality = { ...GOOD, score: 1.4, uplinkLoss: 0.3 };

function feed(link: LinkQuality, quality: Quality, times: number, bps?: number) {
  return Array.from({ length: times }, () => link.sample(quality, bps));
}

test('two bad samples are borne, the third gives the line to the voice', () => {
  const link = new LinkQuality();
  expect(feed(link, BAD, 3)).toEqual(['weak', 'weak', 'picture-held']);
});

test('a good sample between bad ones keeps the picture', () => {
  const link = new LinkQuality();
  feed(link, BAD, 2);
  feed(link, GOOD, 1);
  expect(feed(link, BAD, 2)).not.toContain('picture-held');
});

test('the picture comes back only after eight good samples', () => {
  const link = new LinkQuality();
  feed(link, BAD, 3);
  const states = feed(link, GOOD, 8);
  expect(states.slice(0, 7).every((s) => s === 'picture-held')).toBe(true);
  expect(states[7]).toBe('good');
});

test('an uplink below what a picture needs holds it though nothing is lost', () => {
  expect(feed(new LinkQuality(), GOOD, 3, 90_000)[2]).toBe('picture-held');
});

test('loss on the way to us is weak but does not stop our picture', () => {
  expect(feed(new LinkQuality(), { ...GOOD, downlinkLoss: 0.2 }, 5)).not.toContain('picture-held');
});

test('while the picture is held a low estimate does not keep it held', () => {
  const link = new LinkQuality();
  feed(link, BAD, 3);
  expect(feed(link, GOOD, 8, 60_000)[7]).toBe('good');
});
