import { ask, call } from './session';
import type { Recording, RecordingAlarms, Verification, Viewing } from './types';

const path = (id: string): string => `/recordings/${encodeURIComponent(id)}`;

export function readRecording(id: string): Promise<Recording> {
  return ask('GET', path(id));
}

/** Asks for a URL that plays; the purpose goes into the audit. */
export function openViewing(id: string, purpose: string): Promise<Viewing> {
  return ask('POST', `${path(id)}/viewing`, { body: { purpose } });
}

/** The same for one participant alone. */
export function openAlone(
  id: string,
  participantId: string,
  purpose: string,
): Promise<{ url: string }> {
  const person = encodeURIComponent(participantId);
  return ask('POST', `${path(id)}/viewing/people/${person}`, { body: { purpose } });
}

/** Has the viewing copy made once more from the originals. */
export async function composeAgain(id: string): Promise<void> {
  await call('POST', `${path(id)}/viewing-copy`);
}

export function verifyRecording(id: string): Promise<Verification> {
  return ask('POST', `${path(id)}/verify`);
}

export async function readManifest(id: string): Promise<Blob> {
  return (await call('GET', `${path(id)}/manifest`)).blob();
}

/** Differences between what should have been recorded and what is stored. */
export function readAlarms(): Promise<RecordingAlarms> {
  return ask('GET', '/recording-alarms');
}

/** A person has looked into it and says what was found. */
export function settleAlarm(id: string, remark: string): Promise<RecordingAlarms> {
  return ask('POST', `/recording-alarms/${encodeURIComponent(id)}/settle`, { body: { remark } });
}
