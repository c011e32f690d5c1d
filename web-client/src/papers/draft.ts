import type { MinutesText } from '../api/papers';

/** What was typed and not taken by the server yet, kept in this browser. */
export interface Draft {
  version: number;
  text: MinutesText;
}

export function draftKey(minutesId: string): string {
  return `maplebridge.minutes.${minutesId}`;
}

export function keepDraft(storage: Storage, key: string, draft: Draft): void {
  try {
    storage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage leaves the saving to the server alone.
  }
}

/** What a crash left behind; nothing where it cannot be read. */
export function readDraft(storage: Storage, key: string): Draft | undefined {
  try {
    const read = JSON.parse(storage.getItem(key) ?? 'null') as Draft | null;
    return read?.text ? read : undefined;
  } catch {
    return undefined;
  }
}

export function dropDraft(storage: Storage, key: string): void {
  try {
    storage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}
