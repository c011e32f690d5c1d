import type { Occupation } from '../../api/courtpoints';
import type { SittingSummary } from '../../api/types';
import { dayKey, minuteOfDay, startOfDay, type DayKey } from '../../design/time';

/** The hours the calendar shows. */
export const FIRST_MINUTE = 8 * 60;
export const LAST_MINUTE = 21 * 60;
export const STEP_MINUTES = 15;

/** A part of a day, in minutes since midnight; the end is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What takes a person or a room. */
export interface Slot extends Span {
  readonly id: string;
  readonly title: string;
}

/** The sittings of a day that take a person or a room, in order of time. */
export function slotsOf(
  sittings: readonly SittingSummary[],
  day: DayKey,
  takes: (sitting: SittingSummary) => boolean,
): Slot[] {
  return sittings
    .filter((sitting) => sitting.state !== 'CANCELLED' && takes(sitting))
    .filter((sitting) => dayKey(new Date(sitting.startsAt)) === day)
    .map((sitting) => {
      const from = minuteOfDay(new Date(sitting.startsAt));
      const minutes = (Date.parse(sitting.endsAt) - Date.parse(sitting.startsAt)) / 60_000;
      return { id: sitting.id, title: sitting.caseTitle, from, to: from + minutes };
    })
    .sort((a, b) => a.from - b.from);
}

/** What takes a court point on a day, with the change-over after each sitting. */
export function slotsOfPoint(
  occupations: readonly Occupation[],
  day: DayKey,
  changeOver: number,
): Slot[] {
  const midnight = startOfDay(day).getTime();
  const minute = (at: string): number => Math.round((Date.parse(at) - midnight) / 60_000);
  return occupations
    .map((one) => ({
      id: one.id,
      title: one.number ?? one.reason ?? '',
      from: minute(one.startsAt),
      to: minute(one.endsAt) + (one.number ? changeOver : 0),
    }))
    .filter((slot) => slot.from < 24 * 60 && slot.to > 0)
    .map((slot) => ({
      ...slot,
      from: Math.max(0, slot.from),
      to: Math.min(24 * 60, slot.to),
    }));
}

export function overlapping(slots: readonly Slot[], span: Span): Slot | undefined {
  return slots.find((slot) => slot.from < span.to && span.from < slot.to);
}

/** The first free time of a length on the calendar's grid, not before `earliest`. */
export function firstFree(
  slots: readonly Slot[],
  minutes: number,
  earliest: number,
): number | undefined {
  const start = Math.max(FIRST_MINUTE + 60, Math.ceil(earliest / STEP_MINUTES) * STEP_MINUTES);
  for (let from = start; from + minutes <= LAST_MINUTE; from += STEP_MINUTES) {
    if (!overlapping(slots, { from, to: from + minutes })) return from;
  }
  return undefined;
}

/** `545` → `09:05` */
export function clockOf(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}

/** `09:05` → `545`; undefined for what is no time. */
export function minuteOf(text: string): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}
