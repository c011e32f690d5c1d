import { json, send } from './http';
import { ask, call } from './session';
import type { Invitation, Role, SittingState } from './types';

/** A lecture as its open address announces it. */
export interface Lecture {
  title: string;
  centre: string;
  helpPhone: string;
  lecturers: string[];
  startsAt: string;
  endsAt: string;
  state: SittingState;
  consent: Invitation['consent'];
  /** Of a lecture that is over, where its host shows the recording. */
  replay?: LectureReplay | null;
}

export interface LectureReplay {
  address: string;
  seconds: number;
  chapters: { title: string; fromSeconds: number; toSeconds: number }[];
}

/** The open address of a lecture as its host sees it; without `url` it is closed. */
export interface LectureAddress {
  url?: string | null;
  qrSvg?: string | null;
  listeners: number;
  /** Whether the recording may be watched by it. */
  replayed: boolean;
}

/** Somebody's attendance of a lecture; without `wentAt` they are there. */
export interface Attended {
  participantId: string;
  name: string;
  village: string;
  role: Role;
  cameAt: string;
  wentAt?: string | null;
  minutes: number;
  times: number;
}

const open = (code: string): string => `/lectures/${encodeURIComponent(code)}`;
const ofSitting = (id: string, what: string): string =>
  `/sittings/${encodeURIComponent(id)}/${what}`;

/** What the address leads to; refused with `lecture.unknown`, `lecture.not-public`, `lecture.over`. */
export async function readLecture(code: string): Promise<Lecture> {
  return json(await send('GET', open(code)));
}

/** Takes a seat among the listeners; answers the code of a link of one's own. */
export async function listenTo(
  code: string,
  who: { name: string; village: string },
): Promise<string> {
  const seat: { code: string } = await json(
    await send('POST', `${open(code)}/listeners`, { body: who }),
  );
  return seat.code;
}

export function readAddress(sittingId: string): Promise<LectureAddress> {
  return ask('GET', ofSitting(sittingId, 'address'));
}

export function openAddress(sittingId: string, isOpen: boolean): Promise<LectureAddress> {
  return ask('POST', ofSitting(sittingId, 'address'), { body: { open: isOpen } });
}

export function openReplay(sittingId: string, isOpen: boolean): Promise<LectureAddress> {
  return ask('POST', ofSitting(sittingId, 'replay'), { body: { open: isOpen } });
}

export function readAttendance(sittingId: string): Promise<Attended[]> {
  return ask('GET', ofSitting(sittingId, 'attendance'));
}

/** The attendance list as a file for a spreadsheet. */
export async function attendanceTable(sittingId: string): Promise<Blob> {
  return (await call('GET', ofSitting(sittingId, 'attendance.csv'))).blob();
}
