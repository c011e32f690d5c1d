import { expect, test } from 'vitest';
import type { ReceiveOffer } from '../generated/protocol';
import { overtaken } from './receiver';

function offer(epoch: number, fresh: boolean): ReceiveOffer {
  return { type: 'receiveOffer', epoch, fresh, sdp: '', sources: [] };
}

test('the newest offer is always answered', () => {
  const newest = offer(3, false);
  expect(overtaken(newest, newest)).toBe(false);
  expect(overtaken(newest, undefined)).toBe(false);
});

test('an older offer is skipped, unless the newer builds upon it', () => {
  expect(overtaken(offer(2, false), offer(3, false))).toBe(true);
  expect(overtaken(offer(1, true), offer(2, true))).toBe(true);
  expect(overtaken(offer(1, true), offer(2, false))).toBe(false);
});
