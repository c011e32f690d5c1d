import { describe, expect, it } from 'vitest';
import type { Occupation } from '../../api/courtpoints';
import { clockOn, ofDay } from './week';

const closed: Occupation = {
  pointId: 'a',
  id: 'c',
  startsAt: '2026-11-23T14:00:00+08:00',
  endsAt: '2026-11-25T00:00:00+08:00',
  reason: '装修',
};

describe('a week of court points', () => {
  it('shows what lasts for days on each of them and on no other', () => {
    expect(ofDay([closed], 'a', '2026-11-22')).toEqual([]);
    expect(ofDay([closed], 'a', '2026-11-23')).toEqual([closed]);
    expect(ofDay([closed], 'a', '2026-11-24')).toEqual([closed]);
    expect(ofDay([closed], 'a', '2026-11-25')).toEqual([]);
    expect(ofDay([closed], 'b', '2026-11-24')).toEqual([]);
  });

  it('says which part of the day it takes', () => {
    expect(clockOn('2026-11-23', closed.startsAt, closed.endsAt)).toBe('14:00–24:00');
    expect(clockOn('2026-11-24', closed.startsAt, closed.endsAt)).toBe('');
  });
});
