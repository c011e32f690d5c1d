import { ask, call } from './session';
import type {
  Absence,
  JoinLink,
  NewSitting,
  OutboxMessage,
  Page,
  RoomTicket,
  Sitting,
  SittingSummary,
} from './types';

const path = (id: string): string => `/sittings/${encodeURIComponent(id)}`;
const linkPath = (id: string, participant: string): string =>
  `${path(id)}/participants/${encodeURIComponent(participant)}/link`;

export function readSittings(from: Date, to: Date, mine: boolean): Promise<SittingSummary[]> {
  const query = {
    from: from.toISOString(),
    to: to.toISOString(),
    mine: mine ? true : undefined,
  };
  return ask('GET', '/sittings', { query });
}

export function bookSitting(body: NewSitting): Promise<Sitting> {
  return ask('POST', '/sittings', { body });
}

export function readSitting(id: string): Promise<Sitting> {
  return ask('GET', path(id));
}

export function makeLink(id: string, participant: string): Promise<JoinLink> {
  return ask('POST', linkPath(id, participant));
}

export async function revokeLink(id: string, participant: string): Promise<void> {
  await call('DELETE', linkPath(id, participant));
}

export function staffTicket(id: string): Promise<RoomTicket> {
  return ask('POST', `${path(id)}/ticket`);
}

/** Who was gone from a sitting, when, and what was measured to be the cause. */
export function readAbsences(id: string): Promise<Absence[]> {
  return ask('GET', `${path(id)}/absences`);
}

export async function cancelSitting(id: string, reason: string): Promise<void> {
  await call('POST', `${path(id)}/cancel`, { body: { reason } });
}

export function readOutbox(page: number): Promise<Page<OutboxMessage>> {
  return ask('GET', '/outbox', { query: { page } });
}
