import { expect, test } from 'vitest';
import { tellWhen } from './when';

const NOON = Date.parse('2026-11-23T12:00:00+08:00');

test.each([
  ['2026-11-23T14:30:00+08:00', 'today'],
  ['2026-11-22T23:59:00+08:00', 'yesterday'],
  ['2026-11-24T00:00:00+08:00', 'tomorrow'],
  ['2026-11-30T09:00:00+08:00', undefined],
])('%s is %s', (iso, day) => {
  expect(tellWhen(iso, NOON, 'zh-CN').day).toBe(day);
});

test('the time is the centre’s, whatever zone the answer or the phone uses', () => {
  expect(tellWhen('2026-11-23T06:30:00Z', NOON, 'zh-CN').time).toBe('14:30');
});
