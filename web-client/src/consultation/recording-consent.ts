import { inject, provide, type InjectionKey } from 'vue';
import type { Sheet } from '../api/consultations';
import type { Drawn } from '../api/papers';

/** How a client signs for a recording from within the room. */
export interface RecordingConsent {
  read: () => Promise<Sheet>;
  sign: (drawn: Drawn, sha256: string) => Promise<void>;
}

const KEY: InjectionKey<RecordingConsent> = Symbol('recording consent');

export function provideRecordingConsent(consent: RecordingConsent): void {
  provide(KEY, consent);
}

export function useRecordingConsent(): RecordingConsent | undefined {
  return inject(KEY, undefined);
}
