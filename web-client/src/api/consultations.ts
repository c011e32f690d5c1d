import { json, send } from './http';
import type { Drawn } from './papers';
import { ask } from './session';

/** Counselling: clients by their links, counsellors by their accounts. */

export type AgeBand = 'ADULT' | 'YOUTH' | 'CHILD';
export type Hindrance =
  | 'PLACE_UNKNOWN'
  | 'CONTACT_UNKNOWN'
  | 'SHEET_UNSIGNED'
  | 'GUARDIAN_CONSENT_MISSING'
  | 'RECORDING_UNSIGNED'
  | 'DUAL_ROLE';

export interface Slot {
  counsellorId: string;
  startsAt: string;
  endsAt: string;
}
export interface Offer {
  centre: string;
  helpPhone: string;
  counsellors: { id: string; name: string }[];
  slots: Slot[];
}
export interface BookingRequest {
  alias: string;
  phone: string;
  ageBand: AgeBand;
  guardian?: { name: string; phone: string };
}
export interface Sheet {
  title: string;
  text: string;
  sha256: string;
}
export interface Preparation {
  alias: string;
  missing: Hindrance[];
  changeable: boolean;
  minor: boolean;
  sheet: Sheet;
  recording: Sheet;
}
export interface GuardianView {
  name: string;
  centre: string;
  helpPhone: string;
  phone: string;
  proven: boolean;
  signed: boolean;
  sheet: Sheet;
}

const id = encodeURIComponent;
const request = (code: string): string => `/consultations/requests/${id(code)}`;
const join = (code: string): string => `/join/${id(code)}`;
const guardian = (code: string): string => `/guardians/${id(code)}`;

async function post<T>(path: string, body?: unknown): Promise<T> {
  return json(await send('POST', path, body === undefined ? {} : { body }));
}

export async function readOffer(): Promise<Offer> {
  return json(await send('GET', '/consultations/offer'));
}

/** Sends six digits to the phone; gives the secret of the wish. */
export async function askToBook(wanted: BookingRequest): Promise<string> {
  return (await post<{ code: string }>('/consultations/requests', wanted)).code;
}

export const sendBookingCode = (code: string): Promise<void> => post(`${request(code)}/phone-code`);

export const proveBooking = (code: string, digits: string): Promise<void> =>
  post(`${request(code)}/proof`, { code: digits });

/** The address by which the client comes. */
export async function bookSlot(
  code: string,
  counsellorId: string,
  startsAt: string,
): Promise<string> {
  const body = { counsellorId, startsAt };
  return (await post<{ url: string }>(`${request(code)}/booking`, body)).url;
}

export async function readPreparation(code: string): Promise<Preparation> {
  return json(await send('GET', `${join(code)}/preparation`));
}

export const prepare = (
  code: string,
  said: { place: string; contact: string; contactPhone: string },
): Promise<Preparation> => post(`${join(code)}/preparation`, said);

export const signSheet = (code: string, drawn: Drawn, sha256: string): Promise<Preparation> =>
  post(`${join(code)}/sheet`, { drawn, sha256 });

export const signRecording = (code: string, drawn: Drawn, sha256: string): Promise<Preparation> =>
  post(`${join(code)}/recording-consent`, { drawn, sha256 });

export async function otherSlots(code: string): Promise<string[]> {
  return json(await send('GET', `${join(code)}/slots`));
}

export async function changeSlot(code: string, startsAt: string): Promise<string> {
  return (await post<{ url: string }>(`${join(code)}/slot`, { startsAt })).url;
}

export const cancelAppointment = (code: string): Promise<void> =>
  post(`${join(code)}/cancellation`);

export async function readGuardian(code: string): Promise<GuardianView> {
  return json(await send('GET', guardian(code)));
}

export const sendGuardianCode = (code: string): Promise<void> =>
  post(`${guardian(code)}/phone-code`);

export const proveGuardian = (code: string, digits: string): Promise<void> =>
  post(`${guardian(code)}/proof`, { code: digits });

export const signGuardian = (code: string, drawn: Drawn, sha256: string): Promise<GuardianView> =>
  post(`${guardian(code)}/consent`, { drawn, sha256 });

export interface WorkingHours {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}
export interface PublishedHours {
  hours: WorkingHours[];
  url: string;
  qrSvg: string;
}
export interface SessionEntry {
  sittingId: string;
  number: string;
  alias: string;
  startsAt: string;
  endsAt: string;
  state: string;
  ready: boolean;
  notes: number;
  closedAt?: string;
}
export interface SessionDetail {
  sittingId: string;
  number: string;
  alias: string;
  ageBand: AgeBand;
  startsAt: string;
  endsAt: string;
  state: string;
  clientMissing: Hindrance[];
  counsellorMissing: Hindrance[];
  phone: string;
  place?: string;
  contact?: string;
  contactPhone?: string;
  counsellorPlace?: string;
  notes: number;
  recordingId?: string;
  closedAt?: string;
}
export interface Note {
  version: number;
  text: string;
  writtenAt: string;
}

const session = (one: string): string => `/consultations/sessions/${id(one)}`;

export const readHours = (): Promise<PublishedHours> => ask('GET', '/consultations/hours');

export const publishHours = (hours: WorkingHours[]): Promise<PublishedHours> =>
  ask('POST', '/consultations/hours', { body: { hours } });

export const readSessions = (): Promise<SessionEntry[]> => ask('GET', '/consultations/sessions');

export const readSession = (one: string): Promise<SessionDetail> => ask('GET', session(one));

export const saidPlace = (one: string, place: string): Promise<SessionDetail> =>
  ask('POST', `${session(one)}/place`, { body: { place } });

export const cancelSession = (one: string): Promise<void> =>
  ask('POST', `${session(one)}/cancellation`);

export const closeSession = (one: string): Promise<SessionDetail> =>
  ask('POST', `${session(one)}/closing`);

export const readNotes = (one: string): Promise<Note[]> => ask('GET', `${session(one)}/notes`);

export const writeNotes = (one: string, basedOn: number, text: string): Promise<Note[]> =>
  ask('POST', `${session(one)}/notes`, { body: { basedOn, text } });

export const rotateKey = (): Promise<{ version: number }> => ask('POST', '/consultations/key');

export type CrisisLevel = 'L0' | 'L1' | 'L2' | 'L3';
export interface CrisisStep {
  duty: string;
  dueAt: string;
  doneAt?: string;
  another: boolean;
}
export interface Crisis {
  id: string;
  sittingId: string;
  number: string;
  counsellorId: string;
  counsellor: string;
  level: CrisisLevel;
  raisedAt: string;
  endedAt?: string;
  steps: CrisisStep[];
}
export type Ground = 'DANGER' | 'MINOR_HARMED' | 'LAW';
export type DisclosedItem = 'PLACE' | 'CONTACT' | 'PHONE' | 'GUARDIAN';
export interface DisclosureWish {
  ground: Ground;
  items: DisclosedItem[];
  recipient: string;
  reason: string;
}
export interface Disclosure {
  id: string;
  sittingId: string;
  number: string;
  ground: Ground;
  items: DisclosedItem[];
  recipient: string;
  reason: string;
  askedBy: string;
  askedAt: string;
  breakGlass: boolean;
  reviewDueAt?: string;
  mine: boolean;
}
export interface Disclosed {
  number: string;
  items: Partial<Record<DisclosedItem, string>>;
}

const crisis = (one: string): string => `/consultations/crises/${id(one)}`;
const disclosure = (one: string): string => `/consultations/disclosures/${id(one)}`;

/** The crisis of one's own consultation. */
export async function readCrisis(sittingId: string): Promise<Crisis | undefined> {
  return (await ask<{ crisis?: Crisis }>('GET', `${session(sittingId)}/crisis`)).crisis;
}

export const readCrises = (): Promise<Crisis[]> => ask('GET', '/consultations/crises');

export const dutyDone = (one: string, duty: string): Promise<Crisis> =>
  ask('POST', `${crisis(one)}/steps/${id(duty)}`);

export const endCrisis = (sittingId: string, text: string): Promise<void> =>
  ask('POST', `${session(sittingId)}/crisis/end`, { body: { text } });

export const reviewCrisis = (one: string, text: string): Promise<void> =>
  ask('POST', `${crisis(one)}/review`, { body: { text } });

export const readDisclosures = (): Promise<Disclosure[]> =>
  ask('GET', '/consultations/disclosures');

export const askDisclosure = (sittingId: string, wish: DisclosureWish): Promise<void> =>
  ask('POST', `${session(sittingId)}/disclosures`, { body: wish });

export const breakGlass = (sittingId: string, wish: DisclosureWish): Promise<Disclosed> =>
  ask('POST', `${session(sittingId)}/break-glass`, { body: wish });

export const decideDisclosure = (one: string, approved: boolean): Promise<Disclosed | undefined> =>
  ask('POST', `${disclosure(one)}/decision`, { body: { approved } });

export const reviewDisclosure = (one: string, justified: boolean, text: string): Promise<void> =>
  ask('POST', `${disclosure(one)}/review`, { body: { justified, text } });
