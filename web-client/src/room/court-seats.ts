import type { Role, Side } from '../generated/protocol';

/** Where in a court room somebody sits. */
export type CourtSeat = 'bench' | 'claiming' | 'responding' | 'stand' | 'rest';

const BENCH: readonly Role[] = ['JUDGE', 'LAY_JUDGE', 'JUDGE_ASSISTANT', 'CLERK'];
const WITNESSES: readonly Role[] = ['WITNESS', 'EXPERT'];

export function courtSeat(person: { role: Role; side?: Side }): CourtSeat {
  if (BENCH.includes(person.role)) return 'bench';
  if (WITNESSES.includes(person.role)) return 'stand';
  if (person.side === 'CLAIMING') return 'claiming';
  if (person.side === 'RESPONDING') return 'responding';
  return 'rest';
}

/** Those of a bench from the left: the judge stands in the middle, the clerk at the end. */
export function benchOrder<T>(people: readonly T[], roleOf: (person: T) => Role): T[] {
  const of = (role: Role) => people.filter((person) => roleOf(person) === role);
  const assessors = of('LAY_JUDGE');
  const half = Math.ceil(assessors.length / 2);
  return [
    ...assessors.slice(0, half),
    ...of('JUDGE'),
    ...assessors.slice(half),
    ...of('JUDGE_ASSISTANT'),
    ...of('CLERK'),
  ];
}
