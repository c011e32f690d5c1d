import type { Locale } from '../i18n/locale';

/**
 * Times as people say them. Everything is shown in China's one time zone, wherever the browser
 * stands, because hearings and deadlines are set in it.
 */
const ZONE = 'Asia/Shanghai';
const OFFSET = '+08:00';
const DAY_MS = 86_400_000;

/** A calendar day, `2026-11-23`. */
export type DayKey = string;

const keyFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const secondsFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  timeStyle: 'medium',
  hourCycle: 'h23',
});

export function dayKey(at: Date): DayKey {
  return keyFormat.format(at);
}

/** `14:30` */
export function clock(at: Date): string {
  return clockFormat.format(at);
}

/** `14:30:05` */
export function clockSeconds(at: Date): string {
  return secondsFormat.format(at);
}

/** The moment a clock shows a time on a day. */
export function momentOf(day: DayKey, time: string): Date {
  return new Date(`${day}T${time}:00${OFFSET}`);
}

export function startOfDay(day: DayKey): Date {
  return momentOf(day, '00:00');
}

export function addDays(day: DayKey, days: number): DayKey {
  return dayKey(new Date(momentOf(day, '12:00').getTime() + days * DAY_MS));
}

/** The Monday of a day's week. */
export function mondayOf(day: DayKey): DayKey {
  const weekday = momentOf(day, '12:00').getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** Minutes since midnight, 0 to 1439. */
export function minuteOfDay(at: Date): number {
  const [hours = '0', minutes = '0'] = clock(at).split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** `11月23日 周一` */
export function dayWords(day: DayKey, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  });
  return format.format(momentOf(day, '12:00')).replace(/日(?=周)/, '日 ');
}

/** The date and time in full: `2026年11月23日 星期一 14:30`. */
export function fullWords(at: Date, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: ZONE, dateStyle: 'full' });
  return `${format.format(at).replace(/日(?=星期)/, '日 ')} ${clock(at)}`;
}

/** How a time is said: near days by their name, the rest by the date, other years with the year. */
export function whenParts(
  at: Date,
  now: Date,
  locale: Locale,
): { near: 'today' | 'tomorrow' | 'yesterday' | null; date: string; time: string } {
  const day = dayKey(at);
  const today = dayKey(now);
  const near =
    day === today
      ? 'today'
      : day === addDays(today, 1)
        ? 'tomorrow'
        : day === addDays(today, -1)
          ? 'yesterday'
          : null;
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    month: 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
  return { near, date: format.format(at), time: clock(at) };
}

/** Seconds as a player shows them: `1:02:03`, `4:05`. */
export function playTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
