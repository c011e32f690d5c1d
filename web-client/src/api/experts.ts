import { ask, call } from './session';
import type { Role, SittingKind } from '../generated/protocol';

/** A call for an expert as who asked sees it. */
export interface ExpertCall {
  id: string;
  specialty: string;
  question: string;
  state: 'RINGING' | 'ACCEPTED' | 'UNANSWERED' | 'WITHDRAWN';
  askedAt: string;
  rings: {
    name: string;
    introduction: string;
    rungAt: string;
    expiresAt: string;
    outcome?: 'ACCEPTED' | 'DECLINED' | 'MISSED' | 'WITHDRAWN' | null;
  }[];
}

/** What rings for an expert: what is asked and by whom, and nobody's name of the dispute. */
export interface RungCall {
  callId: string;
  specialty: string;
  question: string;
  rungAt: string;
  expiresAt: string;
  askedBy: string;
  orgName: string;
}

export interface ExpertBell {
  ringing: RungCall[];
  taken: { callId: string; sittingId: string; question: string }[];
}

/** What an expert sees of a case, for one call. */
export interface SharedCall {
  callId: string;
  sittingId: string;
  kind: SittingKind;
  specialty: string;
  question: string;
  summary: string;
  startsAt: string;
  endsAt: string;
  people: { name: string; role: Role }[];
  papers: { id: string; title: string; mediaType: string }[];
}

const path = (id: string): string => `/expert-calls/${encodeURIComponent(id)}`;
const ofSitting = (id: string): string => `/sittings/${encodeURIComponent(id)}/expert-calls`;

export function readExpertCalls(sittingId: string): Promise<ExpertCall[]> {
  return ask('GET', ofSitting(sittingId));
}

export function askExpert(
  sittingId: string,
  asked: { specialty: string; question: string; summary: string; documents: string[] },
): Promise<ExpertCall[]> {
  return ask('POST', ofSitting(sittingId), { body: asked });
}

export async function withdrawExpertCall(id: string): Promise<void> {
  await call('POST', `${path(id)}/withdraw`);
}

export function readExpertBell(): Promise<ExpertBell> {
  return ask('GET', '/expert-calls');
}

export function acceptExpertCall(id: string): Promise<SharedCall> {
  return ask('POST', `${path(id)}/accept`);
}

export async function declineExpertCall(id: string): Promise<void> {
  await call('POST', `${path(id)}/decline`);
}

export function readSharedCall(id: string): Promise<SharedCall> {
  return ask('GET', path(id));
}

/** A shared paper, as an address of this page. */
export async function sharedPaper(id: string, paper: string): Promise<string> {
  const answer = await call('GET', `${path(id)}/documents/${encodeURIComponent(paper)}`);
  return URL.createObjectURL(await answer.blob());
}

export const EXPERT_CATEGORIES = [
  'LEAD_LAWYER',
  'GOLD_MEDIATOR',
  'COUNSELLOR',
  'SOCIAL_WORKER',
] as const;
export type ExpertCategory = (typeof EXPERT_CATEGORIES)[number];

export interface Shift {
  id: string;
  from: string;
  to: string;
}

/** Somebody on the panel; the list comes in the order they are rung. */
export interface Expert {
  staffId: string;
  name: string;
  category: ExpertCategory;
  specialties: string[];
  introduction: string;
  served: number;
  lastServedAt?: string | null;
  onDuty: boolean;
  shifts: Shift[];
}

export interface PanelEntry {
  staffId: string;
  category: ExpertCategory;
  specialties: string[];
  phone: string;
  introduction: string;
}

const shiftsOf = (staffId: string): string => `/experts/${encodeURIComponent(staffId)}/shifts`;

export function readPanel(): Promise<Expert[]> {
  return ask('GET', '/experts');
}

export async function putExpert(entry: PanelEntry): Promise<void> {
  await call('POST', '/experts', { body: entry });
}

export async function addShift(staffId: string, from: Date, to: Date): Promise<void> {
  const body = { from: from.toISOString(), to: to.toISOString() };
  await call('POST', shiftsOf(staffId), { body });
}

export async function removeShift(staffId: string, id: string): Promise<void> {
  await call('DELETE', `${shiftsOf(staffId)}/${encodeURIComponent(id)}`);
}
