import type { CaseStatus } from '../../api/types';

/** The states of a case, in the order of its life. */
export const STATUSES: readonly CaseStatus[] = [
  'REGISTERED',
  'ACCEPTED',
  'CONSENTING',
  'IN_MEDIATION',
  'AGREED',
  'FAILED',
  'TERMINATED',
  'CLOSED',
  'ARCHIVED',
];

/** Whether nothing more is to be planned in a case of this status. */
export function isSettled(status: CaseStatus): boolean {
  return ['AGREED', 'FAILED', 'TERMINATED', 'CLOSED', 'ARCHIVED'].includes(status);
}

export function statusTone(status: CaseStatus): 'neutral' | 'good' | 'live' {
  if (status === 'IN_MEDIATION') return 'live';
  return status === 'AGREED' ? 'good' : 'neutral';
}
