import { clockSeconds } from '../design/time';
import type { Stage } from '../generated/protocol';

/** The part of a transcript in which a stage is written down. */
export function partOf(stage: Stage | undefined): string {
  switch (stage) {
    case 'DISCIPLINE':
      return 'discipline';
    case 'OPENING':
      return 'opening';
    case 'RIGHTS':
    case 'CHALLENGE':
      return 'rights';
    case 'STATEMENTS':
      return 'statements';
    case 'EVIDENCE':
      return 'evidence';
    case 'TESTIMONY':
      return 'testimony';
    case 'APPRAISAL':
      return 'appraisal';
    case 'DEBATE':
      return 'debate';
    case 'FINAL_OPINIONS':
      return 'final';
    case 'COURT_MEDIATION':
      return 'mediation';
    case 'JUDGMENT':
    case 'CLOSING':
    case 'RECORD_CHECK':
      return 'judgment';
    default:
      return 'attendance';
  }
}

/** How a line of a transcript begins: when, and who speaks as what. */
export function lineOf(at: Date, role: string, name: string): string {
  return `${clockSeconds(at)} ${role}${name}：`;
}
