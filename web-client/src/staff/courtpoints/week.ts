import type { Occupation } from '../../api/courtpoints';
import { addDays, clock, startOfDay, type DayKey } from '../../design/time';

/** What takes a point on a day, by its start; what lasts for days is on each of them. */
export function ofDay(
  occupations: readonly Occupation[],
  pointId: string,
  day: DayKey,
): Occupation[] {
  const from = startOfDay(day).getTime();
  const to = startOfDay(addDays(day, 1)).getTime();
  return occupations.filter(
    (one) =>
      one.pointId === pointId && Date.parse(one.startsAt) < to && Date.parse(one.endsAt) > from,
  );
}

/** The part of a span that lies on a day, `09:00–10:00`; empty where it is the whole day. */
export function clockOn(day: DayKey, startsAt: string, endsAt: string): string {
  const from = Math.max(Date.parse(startsAt), startOfDay(day).getTime());
  const end = startOfDay(addDays(day, 1)).getTime();
  const to = Math.min(Date.parse(endsAt), end);
  const whole = from === startOfDay(day).getTime() && to === end;
  return whole ? '' : `${clock(new Date(from))}–${to === end ? '24:00' : clock(new Date(to))}`;
}
