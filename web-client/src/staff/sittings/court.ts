import type { NewSeat, Party, Side, StaffRole } from '../../api/types';
import { seatsOfGuests, type GuestDraft } from './guests';

/** Whose work hearings are. */
export function isOfCourt(role: StaffRole | undefined): boolean {
  return role === 'JUDGE' || role === 'COURT_CLERK';
}

export interface CourtDraft {
  clerkId: string;
  courtHostId: string;
  guests: GuestDraft[];
}

/** What a party of a dispute is in court. */
export function roleAtCourt(side: Side): 'PLAINTIFF' | 'DEFENDANT' {
  return side === 'APPLICANT' ? 'PLAINTIFF' : 'DEFENDANT';
}

/** Everybody of a hearing besides the judge. */
export function seatsOf(court: CourtDraft, parties: readonly Party[]): NewSeat[] {
  const seats: NewSeat[] = [];
  if (court.clerkId) seats.push({ staffId: court.clerkId, role: 'CLERK' });
  if (court.courtHostId) seats.push({ staffId: court.courtHostId, role: 'COURT_HOST' });
  for (const party of parties) {
    seats.push({ partyId: party.id, role: roleAtCourt(party.side) });
  }
  return [...seats, ...seatsOfGuests(court.guests)];
}
