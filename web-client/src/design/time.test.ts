import { describe, expect, it } from 'vitest';
import {
  addDays,
  clock,
  dayKey,
  dayWords,
  fullWords,
  minuteOfDay,
  momentOf,
  mondayOf,
  playTime,
  whenParts,
} from './time';

const now = new Date('2026-11-23T06:30:00Z');

describe('time', () => {
  it('belongs to the day and the clock of China', () => {
    const lateEvening = new Date('2026-11-23T17:05:00Z');
    expect(dayKey(lateEvening)).toBe('2026-11-24');
    expect(clock(lateEvening)).toBe('01:05');
    expect(minuteOfDay(lateEvening)).toBe(65);
    expect(momentOf('2026-11-24', '01:05').getTime()).toBe(lateEvening.getTime());
  });

  it('counts days over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
  });

  it('names near days and dates the others', () => {
    const say = (iso: string) => whenParts(new Date(iso), now, 'zh-CN');
    expect(say('2026-11-23T06:00:00Z')).toMatchObject({ near: 'today', time: '14:00' });
    expect(say('2026-11-23T16:00:00Z')).toMatchObject({ near: 'tomorrow', time: '00:00' });
    expect(say('2026-11-22T06:00:00Z').near).toBe('yesterday');
    expect(say('2026-12-01T06:00:00Z')).toMatchObject({ near: null, date: '12月1日' });
    expect(say('2025-12-01T06:00:00Z').date).toBe('2025年12月1日');
  });

  it('says dates in both languages', () => {
    expect(dayWords('2026-11-23', 'zh-CN')).toBe('11月23日 周一');
    expect(fullWords(now, 'zh-CN')).toBe('2026年11月23日 星期一 14:30');
    expect(fullWords(now, 'en')).toBe('Monday, November 23, 2026 14:30');
  });

  it('shows playing time without empty hours', () => {
    expect(playTime(0)).toBe('0:00');
    expect(playTime(65.9)).toBe('1:05');
    expect(playTime(3723)).toBe('1:02:03');
  });
});
