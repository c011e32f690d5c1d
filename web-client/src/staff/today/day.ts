import type { SittingState, SittingSummary } from '../../api/types';

/** Where a sitting stands in the day. */
export type Phase = 'late' | 'now' | 'next' | 'later' | 'done';

const RUNNING: readonly SittingState[] = ['LOBBY_OPEN', 'IN_SESSION', 'RECESS', 'TECH_INTERRUPTED'];

export interface DayEntry {
  readonly sitting: SittingSummary;
  readonly phase: Phase;
  /** Whole minutes past its start, for one that should have begun. */
  readonly lateMinutes: number;
}

function phaseOf(sitting: SittingSummary, now: Date): Phase {
  if (sitting.state === 'ENDED' || sitting.state === 'CANCELLED') return 'done';
  const started = new Date(sitting.startsAt) <= now;
  if (sitting.state === 'LOBBY_OPEN' && sitting.inRoom === 0 && started) return 'late';
  if (RUNNING.includes(sitting.state)) return 'now';
  return started ? 'late' : 'later';
}

/** The day in order of time; the first sitting still to come is `next`. */
export function lineOfDay(sittings: readonly SittingSummary[], now: Date): DayEntry[] {
  const ordered = [...sittings].sort(
    (a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.id.localeCompare(b.id),
  );
  const entries = ordered.map((sitting) => {
    const minutes = Math.floor((now.getTime() - Date.parse(sitting.startsAt)) / 60_000);
    return { sitting, phase: phaseOf(sitting, now), lateMinutes: Math.max(0, minutes) };
  });
  const next = entries.findIndex((entry) => entry.phase === 'later');
  return entries.map((entry, index) => (index === next ? { ...entry, phase: 'next' } : entry));
}

/** Before which entry the line of now stands. */
export function nowIndex(entries: readonly DayEntry[], now: Date): number {
  const index = entries.findIndex((entry) => new Date(entry.sitting.startsAt) > now);
  return index < 0 ? entries.length : index;
}
