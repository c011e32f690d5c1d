import type { CaseFile, SittingSummary } from '../../api/types';
import { isSettled } from './status';

/** What comes next in a case, as far as its sittings and numbers tell. */
export interface NextStep {
  readonly what: 'running' | 'late' | 'sitting' | 'number' | 'book' | 'after' | 'close' | 'over';
  readonly tone: 'calm' | 'good' | 'soon';
  readonly sitting?: SittingSummary;
}

export function nextStep(file: CaseFile, now: Date): NextStep {
  const open = file.sittings
    .filter((sitting) => sitting.state !== 'ENDED' && sitting.state !== 'CANCELLED')
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  const running = open.find((sitting) => sitting.state !== 'BOOKED');
  if (running) return { what: 'running', tone: 'good', sitting: running };
  const first = open[0];
  if (first) {
    const late = new Date(first.startsAt) < now;
    return { what: late ? 'late' : 'sitting', tone: late ? 'soon' : 'calm', sitting: first };
  }
  if (file.status === 'CLOSED') return { what: 'over', tone: 'calm' };
  if (isSettled(file.status)) return { what: 'close', tone: 'calm' };
  if (file.sittings.some((sitting) => sitting.state === 'ENDED')) {
    return { what: 'after', tone: 'calm' };
  }
  const numbered = file.numbers.some((number) => number.family !== 'PLATFORM');
  return { what: numbered ? 'book' : 'number', tone: 'calm' };
}
