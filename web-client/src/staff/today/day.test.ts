import { describe, expect, it } from 'vitest';
import type { SittingSummary } from '../../api/types';
import { lineOfDay, nowIndex } from './day';

const now = new Date('2026-11-23T14:10:00+08:00');

function sitting(id: string, start: string, more: Partial<SittingSummary> = {}): SittingSummary {
  return {
    id,
    caseId: 'c',
    caseTitle: '',
    caseNumber: '',
    kind: 'MEDIATION',
    state: 'BOOKED',
    startsAt: `2026-11-23T${start}:00+08:00`,
    endsAt: `2026-11-23T${start}:00+08:00`,
    hostName: '',
    waiting: 0,
    inRoom: 0,
    ...more,
  };
}

describe('the line of the day', () => {
  it('orders by time and says what is late, now, next and done', () => {
    const line = lineOfDay(
      [
        sitting('d', '16:00'),
        sitting('c', '15:00'),
        sitting('b', '14:00', { state: 'IN_SESSION', inRoom: 3 }),
        sitting('a2', '13:50'),
        sitting('a', '09:00', { state: 'ENDED' }),
      ],
      now,
    );
    expect(line.map((entry) => [entry.sitting.id, entry.phase])).toEqual([
      ['a', 'done'],
      ['a2', 'late'],
      ['b', 'now'],
      ['c', 'next'],
      ['d', 'later'],
    ]);
    expect(line[1]?.lateMinutes).toBe(20);
    expect(nowIndex(line, now)).toBe(3);
  });

  it('calls a lobby late when its hour has come and nobody is in the room', () => {
    const [waiting] = lineOfDay([sitting('a', '14:00', { state: 'LOBBY_OPEN', waiting: 2 })], now);
    expect(waiting?.phase).toBe('late');
    const [early] = lineOfDay([sitting('a', '14:30', { state: 'LOBBY_OPEN', waiting: 1 })], now);
    expect(early?.phase).toBe('now');
  });

  it('puts now at the end when nothing is left', () => {
    expect(nowIndex(lineOfDay([sitting('a', '09:00', { state: 'ENDED' })], now), now)).toBe(1);
    expect(nowIndex([], now)).toBe(0);
  });
});
