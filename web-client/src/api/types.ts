/** The shapes of docs/http.md, by the names used there. */

export type StaffRole =
  | 'GRID_WORKER'
  | 'TOWN_OFFICER'
  | 'TRIAGE_OFFICER'
  | 'DUTY_CHIEF'
  | 'WINDOW_CLERK'
  | 'MEDIATOR'
  | 'EXPERT'
  | 'COUNSELLOR'
  | 'JUDGE'
  | 'COURT_CLERK'
  | 'COURT_HOST'
  | 'ARBITRATOR'
  | 'ARCHIVIST'
  | 'DISTRICT_ADMIN'
  | 'AUDITOR';
export type CaseStatus =
  | 'REGISTERED'
  | 'ACCEPTED'
  | 'CONSENTING'
  | 'IN_MEDIATION'
  | 'AGREED'
  | 'FAILED'
  | 'TERMINATED'
  | 'CLOSED'
  | 'ARCHIVED';
/** What moves a case on. */
export type CaseEvent =
  'ACCEPT' | 'INVITE' | 'CONSENT' | 'REFUSE' | 'AGREE' | 'FAIL' | 'TERMINATE' | 'CLOSE';
export type PartyFlag = 'MINOR' | 'ELDERLY' | 'DISABLED' | 'DOMESTIC_VIOLENCE';
export type Side = 'APPLICANT' | 'RESPONDENT';
export type SittingKind = 'MEDIATION' | 'CONSULTATION' | 'HEARING' | 'EXPERT_CALL' | 'LECTURE';
export type Role =
  | 'MEDIATOR'
  | 'APPLICANT'
  | 'RESPONDENT'
  | 'AGENT'
  | 'HELPER'
  | 'INTERPRETER'
  | 'EXPERT'
  | 'COUNSELLOR'
  | 'CLIENT'
  | 'JUDGE'
  | 'CLERK'
  | 'WITNESS'
  | 'OBSERVER'
  | 'PLAINTIFF'
  | 'DEFENDANT'
  | 'THIRD_PARTY'
  | 'GUARDIAN'
  | 'INVITED'
  | 'LAY_JUDGE'
  | 'JUDGE_ASSISTANT'
  | 'COURT_HOST'
  | 'TECHNICIAN'
  | 'LECTURER';
export type SittingState =
  'BOOKED' | 'LOBBY_OPEN' | 'IN_SESSION' | 'RECESS' | 'TECH_INTERRUPTED' | 'ENDED' | 'CANCELLED';
export type LinkState = 'NONE' | 'SENT' | 'OPENED' | 'REVOKED' | 'EXPIRED';
export type NumberFamily = 'PLATFORM' | 'MEDIATION' | 'COURT' | 'ARBITRATION';
export type RecordingState = 'RECORDING' | 'SEALED' | 'INTERRUPTED';
export type ViewingState = 'NONE' | 'QUEUED' | 'COMPOSING' | 'READY' | 'FAILED';

export interface Staff {
  id: string;
  name: string;
  role: StaffRole;
  orgCode: string;
  orgName: string;
  centre: string;
}

export interface Session {
  accessToken: string;
  expiresAt: string;
  staff: Staff;
}

export interface OrgUnit {
  code: string;
  parentCode?: string | null;
  level: 'DISTRICT' | 'TOWN' | 'VILLAGE' | 'GRID' | 'MICRO_GRID';
  name: string;
}

export interface Colleague {
  id: string;
  name: string;
  role: StaffRole;
  orgCode: string;
  orgName: string;
}

export interface BookablePlace {
  id: string;
  name: string;
  orgCode: string;
  courtPoint: boolean;
}

export interface Category {
  code: string;
  name: string;
}

export interface Page<T> {
  items: T[];
  total: number;
}

export interface CaseRow {
  id: string;
  platformNumber: string;
  number?: string | null;
  title: string;
  category: string;
  status: CaseStatus;
  partyNames: string[];
  registeredAt: string;
  nextSittingAt?: string | null;
}

export interface NewParty {
  name: string;
  phone: string;
  side: Side;
  birthYear?: number;
  flags: PartyFlag[];
}

export interface NewCase {
  title: string;
  category: string;
  facts: string;
  demand: string;
  amountYuan?: number;
  orgCode: string;
  parties: NewParty[];
}

export interface CaseNumber {
  family: NumberFamily;
  display: string;
  key: string;
  role?: string | null;
  boundAt?: string | null;
}

export interface ParsedNumber {
  family: NumberFamily;
  display: string;
  key: string;
  warnings: string[];
}

export interface Party {
  id: string;
  name: string;
  phone: string;
  side: Side;
  flags: PartyFlag[];
}

export interface StoryLine {
  at: string;
  what: string;
  who?: string | null;
  text: string;
}

export interface SittingSummary {
  id: string;
  caseId: string;
  caseTitle: string;
  caseNumber: string;
  kind: SittingKind;
  state: SittingState;
  startsAt: string;
  endsAt: string;
  placeName?: string | null;
  hostName: string;
  waiting: number;
  inRoom: number;
}

export interface ViewingCopy {
  state: ViewingState;
  progress: number;
}

export interface RecordingSummary {
  id: string;
  sittingId: string;
  caseId: string;
  state: RecordingState;
  startedAt: string;
  endedAt?: string | null;
  seconds?: number | null;
  viewingCopy: ViewingCopy;
}

export interface CaseFile {
  id: string;
  platformNumber: string;
  numbers: CaseNumber[];
  title: string;
  category: string;
  status: CaseStatus;
  /** What may be done with it now. */
  events: CaseEvent[];
  facts: string;
  demand: string;
  amountYuan?: number | null;
  orgCode: string;
  orgName: string;
  registeredAt: string;
  parties: Party[];
  sittings: SittingSummary[];
  recordings: RecordingSummary[];
  story: StoryLine[];
}

export interface NewSitting {
  caseId: string;
  kind: SittingKind;
  startsAt: string;
  endsAt: string;
  placeId?: string;
  hostId: string;
  participants: NewSeat[];
}

/** A party of the case, a colleague or a guest, and the role they take. */
export type NewSeat = { role: Role } & (
  | { partyId: string }
  | { staffId: string }
  | { guest: { name: string; phone: string }; side?: 'CLAIMING' | 'RESPONDING' | 'THIRD' }
);

/** Somebody of a sitting, or a part of their connection, gone for a while. */
export interface Absence {
  participantId: string;
  name: string;
  role: Role;
  what: 'CONNECTION' | 'MEDIA' | 'MICROPHONE' | 'CAMERA';
  cause: 'NETWORK' | 'CLOSED_PAGE' | 'LEFT' | 'DEVICE' | 'SERVER';
  from: string;
  until?: string;
}

/** Beside a `schedule.clash` problem: who or what is taken, by which sitting. */
export interface Clash {
  who?: string | null;
  place?: string | null;
  /** Absent where the place is closed. */
  sittingId?: string | null;
  startsAt: string;
  endsAt: string;
}

export interface SittingParticipant {
  id: string;
  name: string;
  role: Role;
  host: boolean;
  personId: string;
  link?: { state: LinkState; expiresAt?: string | null } | null;
  preparation?: Preparation | null;
}

export type Delivery = 'QUEUED' | 'SENT' | 'FAILED';

/** How well somebody who comes by a link is prepared. */
export interface Preparation {
  link?: Delivery | null;
  reminders: { lead: 'DAY' | 'TEN_MINUTES'; at: string; delivery: Delivery }[];
  check?: (CheckFound & { at: string }) | null;
}

/** What the equipment check before joining found. */
export interface CheckFound {
  microphone: boolean;
  camera: boolean;
  heard?: boolean | null;
  problem?: string | null;
  browser: string;
}

/** A failed check somebody should see to. */
export interface StaffTask extends CheckFound {
  participantId: string;
  name: string;
  role: Role;
  sittingId: string;
  caseTitle: string;
  startsAt: string;
  checkedAt: string;
}

export interface Sitting extends SittingSummary {
  participants: SittingParticipant[];
}

export interface JoinLink {
  url: string;
  expiresAt: string;
  qrSvg: string;
}

export interface RoomTicket {
  ticket: string;
  socket: string;
  participantId: string;
}

export interface OutboxMessage {
  id: string;
  channel: 'SMS' | 'EMAIL';
  to: string;
  text: string;
  createdAt: string;
  state: 'QUEUED' | 'SENT' | 'FAILED';
  attempts: number;
  lastError?: string | null;
}

export interface Invitation {
  participantName: string;
  role: Role;
  hostName: string;
  centre: string;
  helpPhone: string;
  kind: SittingKind;
  caseTitle: string;
  caseNumber: string;
  startsAt: string;
  endsAt: string;
  state: SittingState;
  consent: { textVersion: string; sentences: string[]; fullText: string; given: boolean };
}

export type GapCause =
  'LOSS' | 'MUTED' | 'INTERRUPTED' | 'STOPPED' | 'QUEUE' | 'PAUSED' | 'DAMAGED';

export interface Gap {
  from: string;
  to: string;
  cause: GapCause;
}

export interface Track {
  file: string;
  participantId: string;
  kind: string;
  codec: string;
  startedAt: string;
  seconds: number;
  bytes: number;
  sha256: string;
  gaps: Gap[];
}

export interface Recording extends RecordingSummary {
  caseTitle: string;
  caseNumber: string;
  participants: { id: string; name: string; role: Role }[];
  tracks: Track[];
  gaps: Gap[];
  manifestSha256?: string | null;
  /** Without a time, nobody has verified it yet. */
  verified: { ok: boolean; at?: string | null; sentence: string };
  /** Seconds from here on are of the viewing copy. */
  copySeconds?: number | null;
  chapters: Chapter[];
  breaks: Break[];
  speech: { participantId: string; fromSeconds: number; toSeconds: number }[];
}

/** A stage of the sitting, or a break in it. */
export interface Chapter {
  title: string;
  fromSeconds: number;
  toSeconds: number;
}

/** What the viewing copy leaves out, with a card of a few seconds in its place. */
export interface Break {
  kind: 'PAUSED' | 'INTERRUPTED' | 'CAUCUS';
  fromSeconds: number;
  toSeconds: number;
  recordingFrom: number;
  recordingTo: number;
}

export interface Thumbnails {
  url: string;
  layout: { width: number; height: number; columns: number; count: number; everySeconds: number };
}

export interface MinutesSentence {
  part: string;
  text: string;
  atSeconds?: number | null;
}

export interface Viewing {
  url: string;
  expiresAt: string;
  /** Who watches, for the watermark. */
  viewer: string;
  /** Participants who can be watched alone. */
  people: string[];
  events: { what: string; participantId?: string | null; atSeconds: number }[];
  lines: { atSeconds: number; participantId?: string | null; name: string; text: string }[];
  /** The minutes, sentence by sentence; those written during the recording lead into it. */
  minutes: MinutesSentence[];
  thumbnails: Thumbnails;
}

/** Where a file is not what was sealed. */
export interface VerificationProblem {
  file: string;
  what: string;
}

export interface Verification {
  ok: boolean;
  checked: { files: number; segments: number; ledgerLines: number };
  problems: VerificationProblem[];
}

/** A difference between what should have been recorded and what is stored. */
export interface RecordingAlarm {
  id: string;
  kind: string;
  caseId?: string | null;
  caseTitle?: string | null;
  raisedAt: string;
  sentence: string;
  settledAt?: string | null;
  settledBy?: string | null;
  remark?: string | null;
}

export interface RecordingAlarms {
  /** Those nobody has settled yet. */
  items: RecordingAlarm[];
  /** The latest that a person has settled. */
  settled: RecordingAlarm[];
}
