import { json, send } from './http';
import { ask, call } from './session';

/** Documents that are signed: minutes and agreements, for parties by their link and for staff. */

export type ProofWay = 'LINK_AND_PHONE_CODE' | 'SEEN_BY_MEDIATOR' | 'ACCOUNT';
export type Decision = 'SIGNED' | 'REFUSED';
export interface Point {
  x: number;
  y: number;
  t: number;
}
export interface Drawn {
  strokes: { points: Point[] }[];
}
export interface Part {
  where: string;
  text: string;
}
export interface PaperView {
  name: string;
  caseTitle: string;
  centre: string;
  helpPhone: string;
  phone: string;
  proof?: ProofWay;
}
export interface MinutesPage {
  lines: string[];
  sha256: string;
}
export type MinutesState = 'WRITING' | 'SIGNING' | 'SIGNED';
export interface PartyMinutes {
  id: string;
  form: MinutesForm;
  state: MinutesState;
  version: number;
  parts?: Part[];
  corrections: { text: string; askedAt: string; accepted?: boolean; answer?: string }[];
  pages?: MinutesPage[];
  sha256?: string;
  signer: boolean;
  decision?: Decision;
  fileId?: string;
}
export type AgreementState = 'DRAFT' | 'REVIEWED' | 'SIGNING' | 'EFFECTIVE' | 'REFUSED' | 'CHANGED';
export interface Confirmation {
  state: 'NOT_EFFECTIVE' | 'ELIGIBLE' | 'EXPIRED' | 'NOT_WRITTEN' | 'PERSONAL_STATUS';
  deadline?: string;
  daysLeft?: number;
}
export interface PartyAgreement {
  id: string;
  state: AgreementState;
  number: string;
  title: string;
  committee: string;
  parts: Part[];
  sha256: string;
  parties: { name: string; side: 'APPLICANT' | 'RESPONDENT'; me: boolean; decision?: Decision }[];
  effectiveAt?: string;
  effectRule: string;
  confirmation: Confirmation;
  fileId?: string;
}
export interface Known {
  kind: 'MINUTES' | 'TRANSCRIPT' | 'AGREEMENT';
  number: string;
  dated: string;
  sha256: string;
  contentSha256: string;
  signatures: number;
  /** Hashes of the recording that were signed with it. */
  recording?: { sha256: string; sm3: string };
  intact: boolean;
}

const party = (code: string): string => `/papers/${encodeURIComponent(code)}`;
const id = encodeURIComponent;

export async function paperView(code: string): Promise<PaperView> {
  return json(await send('GET', party(code)));
}

/** A way to the papers for somebody who came to the room by a link. */
export async function papersFromRoom(joinCode: string, companion?: string): Promise<string> {
  // Somebody at the same device has papers of their own.
  const whose = companion === undefined ? '' : `/companions/${id(companion)}`;
  const answer = await send('POST', `/join/${id(joinCode)}${whose}/papers`);
  return (await json<{ code: string }>(answer)).code;
}

export async function sendPhoneCode(code: string): Promise<void> {
  await send('POST', `${party(code)}/phone-code`);
}

export async function provePhone(code: string, digits: string): Promise<void> {
  await send('POST', `${party(code)}/proof`, { body: { code: digits } });
}

/** Minutes shared with the party; texts of versions the page knows (`id:version`) are left out. */
export async function partyMinutes(code: string, known: string[]): Promise<PartyMinutes[]> {
  return json(await send('GET', `${party(code)}/minutes`, { query: { known: known.join(',') } }));
}

export async function askCorrection(code: string, minutes: string, text: string): Promise<void> {
  await send('POST', `${party(code)}/minutes/${id(minutes)}/corrections`, { body: { text } });
}

export async function signMinutes(
  code: string,
  minutes: string,
  body: { drawn: Drawn; sha256: string; pages: string[] },
): Promise<void> {
  await send('POST', `${party(code)}/minutes/${id(minutes)}/signature`, { body });
}

export async function refuseMinutes(code: string, minutes: string, reason: string): Promise<void> {
  await send('POST', `${party(code)}/minutes/${id(minutes)}/refusal`, { body: { reason } });
}

export async function partyAgreements(code: string): Promise<PartyAgreement[]> {
  return json(await send('GET', `${party(code)}/agreements`));
}

export async function signAgreement(
  code: string,
  agreement: string,
  body: { drawn: Drawn; sha256: string },
): Promise<void> {
  await send('POST', `${party(code)}/agreements/${id(agreement)}/signature`, { body });
}

export async function refuseAgreement(code: string, one: string, reason: string): Promise<void> {
  await send('POST', `${party(code)}/agreements/${id(one)}/refusal`, { body: { reason } });
}

export function partyFile(code: string, kind: 'minutes' | 'agreements', one: string): string {
  return `/api${party(code)}/${kind}/${id(one)}/file`;
}

export async function verification(fileId: string): Promise<Known> {
  return json(await send('GET', `/verify/${id(fileId)}`));
}

export function signatureAddress(fileId: string): string {
  return `/api/verify/${id(fileId)}/signature`;
}

/** The text of each part by its name, in the order of the document. */
export type MinutesText = Record<string, string>;
/** 调解笔录 or 庭审笔录 */
export type MinutesForm = 'MEDIATION' | 'TRANSCRIPT';
export interface Correction {
  id: string;
  name: string;
  text: string;
  askedAt: string;
  accepted?: boolean;
  answer?: string;
}
export interface Minutes {
  id: string;
  form: MinutesForm;
  sittingId: string;
  caseId: string;
  state: MinutesState;
  version: number;
  text: MinutesText;
  sharedAt?: string;
  corrections: Correction[];
  signers: {
    partyId: string;
    /** Of the clerk and the judge; absent for parties and the mediator. */
    staffId?: string;
    name: string;
    role: string;
    seen: boolean;
    decision?: Decision;
    proof?: ProofWay;
    reason?: string;
    at?: string;
  }[];
  pages?: number;
  sha256?: string;
  /** Hashes of the recording that are signed with it, and whether the recording still has them. */
  recording?: { sha256: string; sm3: string; agrees: boolean };
  fileId?: string;
}

const minutesPath = (one: string): string => `/minutes/${id(one)}`;

export function beginMinutes(sittingId: string): Promise<Minutes> {
  return ask('POST', `/sittings/${id(sittingId)}/minutes`);
}

export function readMinutes(sittingId: string): Promise<Minutes> {
  return ask('GET', `/sittings/${id(sittingId)}/minutes`);
}

export async function saveMinutes(
  one: string,
  basedOn: number,
  text: MinutesText,
): Promise<number> {
  const body = { basedOn, text };
  return (await ask<{ version: number }>('POST', `${minutesPath(one)}/text`, { body })).version;
}

export function shareMinutes(one: string, shared: boolean): Promise<Minutes> {
  return ask('POST', `${minutesPath(one)}/sharing`, { body: { shared } });
}

export function answerCorrection(
  one: string,
  correction: string,
  accepted: boolean,
  answer: string,
): Promise<Minutes> {
  const body = { accepted, answer };
  return ask('POST', `${minutesPath(one)}/corrections/${id(correction)}`, { body });
}

export function openMinutesSigning(one: string): Promise<Minutes> {
  return ask('POST', `${minutesPath(one)}/signing`);
}

export function takeMinutesBack(one: string): Promise<Minutes> {
  return ask('DELETE', `${minutesPath(one)}/signing`);
}

export function minutesPages(one: string): Promise<MinutesPage[]> {
  return ask('GET', `${minutesPath(one)}/pages`);
}

export function signMinutesAsStaff(
  one: string,
  body: { drawn: Drawn; sha256: string; pages: string[] },
): Promise<Minutes> {
  return ask('POST', `${minutesPath(one)}/signature`, { body });
}

/** The clerk writes down that a party does not sign, and why. */
export function noteRefusal(one: string, partyId: string, reason: string): Promise<Minutes> {
  return ask('POST', `${minutesPath(one)}/refusals`, { body: { partyId, reason } });
}

/** The mediator has seen the party and an identity document. */
export function sawParty(caseId: string, partyId: string): Promise<void> {
  return ask('POST', `/cases/${id(caseId)}/parties/${id(partyId)}/identity`);
}

export function sendPapers(caseId: string, partyId: string): Promise<void> {
  return ask('POST', `/cases/${id(caseId)}/parties/${id(partyId)}/papers-link`);
}

export type Channel = 'PEOPLE' | 'COURT_ONLINE' | 'COURT_DELEGATED' | 'LABOUR';
export type Subject = 'ORDINARY' | 'MARRIAGE' | 'ADOPTION' | 'INHERITANCE' | 'UTILITIES';
export type SigningWay = 'ELECTRONIC' | 'PAPER';
export interface Term {
  kind: 'PAY' | 'ACT';
  debtor: string;
  creditor: string;
  amountYuan?: number;
  what: string;
  manner: string;
  place: string;
  dueOn?: string;
}
export interface AgreementText {
  subject: Subject;
  facts: string;
  dispute: string;
  terms: Term[];
  otherTerms: string;
  breach: string;
}
export interface UnclearPoint {
  where: string;
  sentence: string;
}
export interface Agreement {
  id: string;
  caseId: string;
  channel: Channel;
  form: 'WRITTEN' | 'ORAL';
  state: AgreementState;
  way?: SigningWay;
  version: number;
  text: AgreementText;
  parts: Part[];
  versions: { version: number; savedAt: string; savedBy: string }[];
  unclear: UnclearPoint[];
  excluded?: { id: string; sentence: string };
  review?: { by: string; note: string; at: string };
  signers: {
    kind: 'PARTY' | 'MEDIATOR';
    id: string;
    name: string;
    seen: boolean;
    decision?: Decision;
    proof?: ProofWay;
    reason?: string;
    at?: string;
  }[];
  sealedAt?: string;
  effectiveAt?: string;
  effectRule: string;
  confirmation: Confirmation;
  sha256?: string;
  fileId?: string;
  replaces?: string;
}
export interface PartDifference {
  where: string;
  segments: { change: 'SAME' | 'ADDED' | 'REMOVED'; text: string }[];
}

const agreementPath = (one: string): string => `/agreements/${id(one)}`;

export function readAgreements(caseId: string): Promise<Agreement[]> {
  return ask('GET', `/cases/${id(caseId)}/agreements`);
}

export function beginAgreement(caseId: string, channel: Channel): Promise<Agreement> {
  return ask('POST', `/cases/${id(caseId)}/agreements`, { body: { channel } });
}

export function recordOral(caseId: string, content: string, reachedAt: string): Promise<Agreement> {
  return ask('POST', `/cases/${id(caseId)}/oral-agreements`, { body: { content, reachedAt } });
}

export function saveAgreement(
  one: string,
  basedOn: number,
  text: AgreementText,
): Promise<Agreement> {
  return ask('POST', `${agreementPath(one)}/versions`, { body: { basedOn, text } });
}

export function compareVersions(one: string, from: number, to: number): Promise<PartDifference[]> {
  return ask('GET', `${agreementPath(one)}/comparison`, { query: { from, to } });
}

export function reviewAgreement(one: string, note: string): Promise<Agreement> {
  return ask('POST', `${agreementPath(one)}/review`, { body: { note } });
}

export function openSigning(one: string, way: SigningWay): Promise<Agreement> {
  return ask('POST', `${agreementPath(one)}/signing`, { body: { way } });
}

export function takeBack(one: string): Promise<Agreement> {
  return ask('DELETE', `${agreementPath(one)}/signing`);
}

export function signAsMediator(one: string, drawn: Drawn, sha256: string): Promise<Agreement> {
  return ask('POST', `${agreementPath(one)}/signature`, { body: { drawn, sha256 } });
}

export function sealAgreement(one: string): Promise<Agreement> {
  return ask('POST', `${agreementPath(one)}/seal`);
}

export function changeAgreement(one: string): Promise<Agreement> {
  return ask('POST', `${agreementPath(one)}/successor`);
}

export function uploadScan(one: string, signedAt: string, file: Blob): Promise<Agreement> {
  return ask('POST', `/uploads${agreementPath(one)}/scan`, { query: { signedAt }, file });
}

/** A file only staff may read, as an address the browser can open. */
export async function staffFile(path: string): Promise<string> {
  return URL.createObjectURL(await (await call('GET', path)).blob());
}
