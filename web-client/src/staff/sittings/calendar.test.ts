import { describe, expect, it } from 'vitest';
import type { SittingSummary } from '../../api/types';
import { clockOf, firstFree, minuteOf, overlapping, slotsOf, slotsOfPoint } from './calendar';

function sitting(id: string, from: string, to: string, more: Partial<SittingSummary> = {}) {
  return {
    id,
    caseId: 'c',
    caseTitle: '',
    caseNumber: '',
    kind: 'MEDIATION',
    state: 'BOOKED',
    startsAt: `2026-11-24T${from}:00+08:00`,
    endsAt: `2026-11-24T${to}:00+08:00`,
    hostName: '周调解员',
    waiting: 0,
    inRoom: 0,
    ...more,
  } satisfies SittingSummary;
}

const all = [
  sitting('b', '10:00', '11:00'),
  sitting('a', '09:00', '09:30'),
  sitting('other', '09:30', '10:00', { hostName: '别人' }),
  sitting('gone', '11:00', '12:00', { state: 'CANCELLED' }),
];
const mine = slotsOf(all, '2026-11-24', (one) => one.hostName === '周调解员');

describe('the calendar', () => {
  it('shows what takes a person on a day', () => {
    expect(mine.map((slot) => [slot.id, slot.from, slot.to])).toEqual([
      ['a', 540, 570],
      ['b', 600, 660],
    ]);
    expect(slotsOf(all, '2026-11-25', () => true)).toEqual([]);
  });

  it('keeps a court point taken while it is changed over, and closed all day', () => {
    const hearing = {
      pointId: 'p',
      id: 'h',
      number: '（2026）川0503民初1号',
      startsAt: '2026-11-24T09:00:00+08:00',
      endsAt: '2026-11-24T10:00:00+08:00',
    };
    const closed = {
      pointId: 'p',
      id: 'c',
      reason: '装修',
      startsAt: '2026-11-25T00:00:00+08:00',
      endsAt: '2026-11-27T00:00:00+08:00',
    };
    const spans = (day: string) =>
      slotsOfPoint([hearing, closed], day, 15).map((slot) => [slot.id, slot.from, slot.to]);
    expect(spans('2026-11-24')).toEqual([['h', 540, 615]]);
    expect(spans('2026-11-26')).toEqual([['c', 0, 1440]]);
    expect(spans('2026-11-27')).toEqual([]);
  });

  it('lets one end when the next begins', () => {
    expect(overlapping(mine, { from: 570, to: 600 })).toBeUndefined();
    expect(overlapping(mine, { from: 570, to: 601 })?.id).toBe('b');
    expect(overlapping(mine, { from: 500, to: 800 })?.id).toBe('a');
  });

  it('finds the first free time on the grid', () => {
    expect(firstFree(mine, 30, 0)).toBe(570);
    expect(firstFree(mine, 60, 0)).toBe(660);
    expect(firstFree(mine, 60, 11 * 60 + 5)).toBe(675);
    expect(firstFree(mine, 60, 20 * 60 + 30)).toBeUndefined();
  });

  it('reads and writes clock times', () => {
    expect(clockOf(545)).toBe('09:05');
    expect(minuteOf('9:05')).toBe(545);
    expect(minuteOf('24:00')).toBeUndefined();
    expect(minuteOf('')).toBeUndefined();
  });
});
