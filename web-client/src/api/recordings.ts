import { ask, call } from './session';
import type { Recording, Verification, Viewing } from './types';

const path = (id: string): string => `/recordings/${encodeURIComponent(id)}`;

export function readRecording(id: string): Promise<Recording> {
  return ask('GET', path(id));
}

/** Asks for a URL that plays; the purpose goes into the audit. */
export function openViewing(id: string, purpose: string): Promise<Viewing> {
  return ask('POST', `${path(id)}/viewing`, { body: { purpose } });
}

export function verifyRecording(id: string): Promise<Verification> {
  return ask('POST', `${path(id)}/verify`);
}

export async function readManifest(id: string): Promise<Blob> {
  return (await call('GET', `${path(id)}/manifest`)).blob();
}
