import type { WorkingHours } from '../../api/consultations';

/** Working hours as they stand in a form. */
export interface Row {
  weekday: string;
  from: string;
  to: string;
}

const pad = (n: number): string => String(n).padStart(2, '0');
const words = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

/** Every half hour of a day, midnight at its end too. */
export const HALF_HOURS: readonly string[] = Array.from({ length: 49 }, (_, i) => words(i * 30));

function minute(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

export function toRow(hours: WorkingHours): Row {
  return {
    weekday: String(hours.weekday),
    from: words(hours.fromMinute),
    to: words(hours.toMinute),
  };
}

export function fromRow(row: Row): WorkingHours {
  return { weekday: Number(row.weekday), fromMinute: minute(row.from), toMinute: minute(row.to) };
}
