import { ask, call } from './session';
import type { CaseStatus } from './types';

/** A case's file as it stands: its places in the archive's order, what lies there, what is missing. */
export interface CaseFileList {
  title: string;
  number: string;
  status: CaseStatus;
  places: FilePlace[];
  parties: { id: string; name: string }[];
  /** What people may bring in. */
  kinds: string[];
  retention: string;
  sealed?: SealedDossier | null;
  mayFile: boolean;
  mayArchive: boolean;
  mayHandOver: boolean;
  mayHold: boolean;
}

export interface FilePlace {
  item: string;
  number: number;
  /** Papers the server writes. */
  written: { kind: string; title: string }[];
  documents: FiledDocument[];
  /** Sentences. */
  missing: string[];
}

export interface FiledDocument {
  id: string;
  kind: string;
  title: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  partyId?: string | null;
  addedAt: string;
  addedBy: string;
}

export interface SealedDossier {
  archivedAt: string;
  archivedBy: string;
  tagManifestSha256: string;
  bytes: number;
  files: number;
  retention: string;
  retainUntil?: string | null;
  verifiedOk?: boolean | null;
  verifiedAt?: string | null;
  destroyedAt?: string | null;
}

export interface Handover {
  id: string;
  kind: string;
  recipient: string;
  purpose: string;
  withRecords: boolean;
  madeAt: string;
  madeBy: string;
  tagManifestSha256: string;
  answer?: string | null;
}

export interface NewHandover {
  kind: string;
  recipient: string;
  purpose: string;
  withRecords: boolean;
}

export interface Hold {
  id: string;
  reason: string;
  placedAt: string;
  placedBy: string;
}

export interface DestructionItem {
  caseId: string;
  platformNumber: string;
  title: string;
  archivedAt: string;
  retainUntil: string;
}

export interface DestructionList {
  id: string;
  state: 'PROPOSED' | 'REFUSED' | 'EXECUTED';
  proposedAt: string;
  proposedBy: string;
  decidedAt?: string | null;
  decidedBy?: string | null;
  certificateSha256?: string | null;
  /** Whether the reader may be its second person. */
  decidable: boolean;
  items: DestructionItem[];
}

export interface Destructions {
  due: DestructionItem[];
  lists: DestructionList[];
}

const ofCase = (caseId: string): string => `/cases/${encodeURIComponent(caseId)}`;

export function readFile(caseId: string): Promise<CaseFileList> {
  return ask('GET', `${ofCase(caseId)}/file`);
}

/** Brings a paper in; the server reads its type from the content. */
export async function addDocument(
  caseId: string,
  kind: string,
  title: string,
  party: string,
  content: Blob,
): Promise<void> {
  await call('POST', `/uploads${ofCase(caseId)}/documents`, {
    query: { kind, title, party },
    file: content,
  });
}

export async function withdrawDocument(caseId: string, id: string): Promise<void> {
  await call('DELETE', `${ofCase(caseId)}/documents/${id}`);
}

export function readDocument(caseId: string, id: string): Promise<Blob> {
  return blob(`${ofCase(caseId)}/documents/${id}`);
}

/** A paper the server writes, as it would be filed now. */
export function readPaper(caseId: string, kind: string): Promise<Blob> {
  return blob(`${ofCase(caseId)}/papers/${kind}`);
}

export function sealDossier(caseId: string): Promise<CaseFileList> {
  return ask('POST', `${ofCase(caseId)}/dossier`);
}

export function verifyDossier(caseId: string): Promise<{ ok: boolean; problems: unknown[] }> {
  return ask('POST', `${ofCase(caseId)}/dossier/verify`);
}

export function readHandovers(caseId: string): Promise<Handover[]> {
  return ask('GET', `${ofCase(caseId)}/handovers`);
}

export function handOver(caseId: string, wanted: NewHandover): Promise<Handover> {
  return ask('POST', `${ofCase(caseId)}/handovers`, { body: wanted });
}

export function readPackage(caseId: string, id: string): Promise<Blob> {
  return blob(`${ofCase(caseId)}/handovers/${id}/package`);
}

export function answerHandover(caseId: string, id: string, answer: string): Promise<void> {
  return ask('POST', `${ofCase(caseId)}/handovers/${id}/answer`, { body: { answer } });
}

export function readHolds(caseId: string): Promise<Hold[]> {
  return ask('GET', `${ofCase(caseId)}/holds`);
}

export function placeHold(caseId: string, reason: string): Promise<void> {
  return ask('POST', `${ofCase(caseId)}/holds`, { body: { reason } });
}

export function releaseHold(caseId: string, id: string): Promise<void> {
  return ask('DELETE', `${ofCase(caseId)}/holds/${id}`);
}

export function readDestructions(): Promise<Destructions> {
  return ask('GET', '/destructions');
}

export function proposeDestruction(): Promise<void> {
  return ask('POST', '/destructions');
}

export function decideDestruction(id: string, approved: boolean): Promise<void> {
  return ask('POST', `/destructions/${id}/decision`, { body: { approved } });
}

export function readCertificate(id: string): Promise<Blob> {
  return blob(`/destructions/${id}/certificate`);
}

async function blob(path: string): Promise<Blob> {
  return (await call('GET', path)).blob();
}
