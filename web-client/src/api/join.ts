import { json, send } from './http';
import type { CheckFound, Invitation, RoomTicket } from './types';

const path = (code: string): string => `/join/${encodeURIComponent(code)}`;

/** What the link invites to; refused with `join.unknown`, `join.expired`, `join.revoked`, `join.closed`. */
export async function readInvitation(code: string): Promise<Invitation> {
  return json(await send('GET', path(code)));
}

export async function giveConsent(code: string, textVersion: string): Promise<void> {
  await send('POST', `${path(code)}/consent`, { body: { textVersion } });
}

export async function joinTicket(code: string): Promise<RoomTicket> {
  return json(await send('POST', `${path(code)}/ticket`));
}

/** Tells staff what the equipment check found, so that they can call. */
export async function reportCheck(code: string, found: CheckFound): Promise<void> {
  await send('POST', `${path(code)}/check`, { body: found });
}
