const ZONE = 'Asia/Shanghai';

/** A day as people say it, and the time of day; all in the centre's zone, wherever the phone is. */
export interface When {
  day: 'yesterday' | 'today' | 'tomorrow' | undefined;
  /** The date in full. */
  date: string;
  time: string;
}

export function tellWhen(iso: string, nowMs: number, locale: string): When {
  const at = new Date(iso);
  const distance = dayNumber(at) - dayNumber(new Date(nowMs));
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(at);
  return {
    day: ({ '-1': 'yesterday', 0: 'today', 1: 'tomorrow' } as const)[distance as -1 | 0 | 1],
    date: format({
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      weekday: 'long',
    }),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}

function dayNumber(date: Date): number {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', {
    timeZone: ZONE,
  })
    .format(date)
    .split('-')
    .map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 86_400_000;
}
