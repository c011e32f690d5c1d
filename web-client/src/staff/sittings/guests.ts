import type { NewSeat, Party, Role } from '../../api/types';

/** Roles of people who come to a mediation and are neither parties nor lead it. */
export const GUESTS_OF_MEDIATION = [
  'HELPER',
  'AGENT',
  'INVITED',
  'EXPERT',
  'INTERPRETER',
  'GUARDIAN',
  'OBSERVER',
] as const satisfies readonly Role[];

/** Those of a hearing who are neither parties nor of the court. */
export const GUESTS_OF_HEARING = [
  'AGENT',
  'WITNESS',
  'EXPERT',
  'INTERPRETER',
  'LAY_JUDGE',
  'GUARDIAN',
  'OBSERVER',
] as const satisfies readonly Role[];

export type GuestRole = (typeof GUESTS_OF_MEDIATION)[number] | (typeof GUESTS_OF_HEARING)[number];

export interface GuestDraft {
  role: GuestRole | '';
  side: 'CLAIMING' | 'RESPONDING' | '';
  name: string;
  phone: string;
}

/** Whose side somebody is on is asked where the role does not tell and it matters. */
export function needsSide(role: GuestRole | ''): boolean {
  return role === 'AGENT' || role === 'GUARDIAN' || role === 'WITNESS' || role === 'HELPER';
}

/** What is missing of a guest: the name of the field, or nothing. */
export function faultOfGuest(guest: GuestDraft): 'name' | 'phone' | 'side' | '' {
  if (!guest.name.trim()) return 'name';
  if (!/^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(guest.phone.trim())) return 'phone';
  return (guest.role === 'AGENT' || guest.role === 'HELPER') && !guest.side ? 'side' : '';
}

export function seatsOfGuests(guests: readonly GuestDraft[]): NewSeat[] {
  return guests.flatMap(({ role, side, name, phone }) =>
    role
      ? [
          {
            guest: { name: name.trim(), phone: phone.trim() },
            role,
            ...(side && needsSide(role) ? { side } : {}),
          },
        ]
      : [],
  );
}

export interface MediationDraft {
  coMediatorId: string;
  guests: GuestDraft[];
}

/** Everybody of a mediation besides the mediator who leads it. */
export function seatsOfMediation(draft: MediationDraft, parties: readonly Party[]): NewSeat[] {
  return [
    ...(draft.coMediatorId ? [{ staffId: draft.coMediatorId, role: 'MEDIATOR' as const }] : []),
    ...parties.map((party) => ({ partyId: party.id, role: party.side })),
    ...seatsOfGuests(draft.guests),
  ];
}
