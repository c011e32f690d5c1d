import type { Shift } from '../../api/experts';
import { addDays, dayKey, momentOf, type DayKey } from '../../design/time';

/** A day's name and the shifts that begin on it. */
export interface ShiftDay {
  day: DayKey;
  shifts: Shift[];
}

/** The shifts of a week, day by day from its first one. */
export function weekOf(shifts: readonly Shift[], first: DayKey): ShiftDay[] {
  return Array.from({ length: 7 }, (_, at) => {
    const day = addDays(first, at);
    return { day, shifts: shifts.filter((one) => dayKey(new Date(one.from)) === day) };
  });
}

/** A shift from the clock times written: an end that is not after the start is on the next day. */
export function shiftOf(day: DayKey, from: string, to: string): { from: Date; to: Date } {
  const start = momentOf(day, from);
  const end = momentOf(day, to);
  return { from: start, to: end > start ? end : momentOf(addDays(day, 1), to) };
}
