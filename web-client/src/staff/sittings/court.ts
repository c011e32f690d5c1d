import type { NewSeat, Party, Role, Side, StaffRole } from '../../api/types';

/** Whose work hearings are. */
export function isOfCourt(role: StaffRole | undefined): boolean {
  return role === 'JUDGE' || role === 'COURT_CLERK';
}

/** Roles of people who come to a hearing and are neither parties nor of the court. */
export const GUEST_ROLES = [
  'AGENT',
  'WITNESS',
  'EXPERT',
  'INTERPRETER',
  'LAY_JUDGE',
  'GUARDIAN',
  'OBSERVER',
] as const satisfies readonly Role[];
export type GuestRole = (typeof GUEST_ROLES)[number];

export interface GuestDraft {
  role: GuestRole | '';
  side: 'CLAIMING' | 'RESPONDING' | '';
  name: string;
  phone: string;
}

export interface CourtDraft {
  clerkId: string;
  courtHostId: string;
  guests: GuestDraft[];
}

/** Whose side somebody is on is asked where the role does not tell and it matters. */
export function needsSide(role: GuestRole | ''): boolean {
  return role === 'AGENT' || role === 'GUARDIAN' || role === 'WITNESS';
}

/** What is missing of a guest: the name of the field, or nothing. */
export function faultOfGuest(guest: GuestDraft): 'name' | 'phone' | 'side' | '' {
  if (!guest.name.trim()) return 'name';
  if (!/^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(guest.phone.trim())) return 'phone';
  return guest.role === 'AGENT' && !guest.side ? 'side' : '';
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
  for (const { role, side, name, phone } of court.guests) {
    if (!role) continue;
    seats.push({
      guest: { name: name.trim(), phone: phone.trim() },
      role,
      ...(side && needsSide(role) ? { side } : {}),
    });
  }
  return seats;
}
