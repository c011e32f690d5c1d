import { preferences } from '../design/preferences';

/** A day as people say it; empty for no day. */
export function dayWords(at: string | undefined): string {
  if (!at) return '';
  const moment = at.length === 10 ? new Date(`${at}T12:00:00`) : new Date(at);
  return new Intl.DateTimeFormat(preferences.locale, { dateStyle: 'long' }).format(moment);
}
