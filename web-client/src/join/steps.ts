import type { DeviceCheck } from '../generated/protocol';

/** The way in, one decision at a time. */
export const STEPS = ['invitation', 'prepare', 'consent', 'check', 'in'] as const;
export type Step = (typeof STEPS)[number];

/** What this phone remembers of the way in, so that a reload does not ask twice. */
export interface Progress {
  /** The person said "that is me". */
  confirmed: boolean;
  checks: DeviceCheck | undefined;
}

export const NOTHING_YET: Progress = { confirmed: false, checks: undefined };

/**
 * How far this person may be. Consent and what a consultation wants beforehand are known by the
 * server, the rest by this phone.
 */
export function furthest(progress: Progress, consentGiven: boolean, prepared = true): Step {
  if (!progress.confirmed) return 'invitation';
  if (!prepared) return 'prepare';
  if (!consentGiven) return 'consent';
  return progress.checks ? 'in' : 'check';
}

/**
 * The step to show: the one the address names where the person has got that far, else the furthest.
 *
 * @param hash the address's fragment, such as `#check`; empty after opening the link anew
 */
export function shownStep(hash: string, limit: Step): Step {
  const named = STEPS.find((step) => `#${step}` === hash);
  return named && STEPS.indexOf(named) <= STEPS.indexOf(limit) ? named : limit;
}

/** For how long a phone remembers the way in. */
const REMEMBERED_MS = 12 * 60 * 60 * 1000;

/** @param storage asked each time, since a browser may forbid even the asking */
export function readProgress(storage: () => Storage, code: string, nowMs: number): Progress {
  try {
    const kept = JSON.parse(storage().getItem(keyOf(code)) ?? '{}') as Partial<Progress> & {
      at?: number;
    };
    if (kept.at === undefined || nowMs - kept.at > REMEMBERED_MS) return NOTHING_YET;
    return { confirmed: kept.confirmed === true, checks: kept.checks };
  } catch {
    // Forbidden or damaged storage: the person is asked again.
    return NOTHING_YET;
  }
}

export function keepProgress(
  storage: () => Storage,
  code: string,
  progress: Progress,
  nowMs: number,
): void {
  try {
    storage().setItem(keyOf(code), JSON.stringify({ ...progress, at: nowMs }));
  } catch {
    // Not kept: a reload asks again.
  }
}

/** A few characters tell links apart; the whole code is a secret and is not kept. */
function keyOf(code: string): string {
  return `maplebridge.join.${code.slice(0, 6)}`;
}
