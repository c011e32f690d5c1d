import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { Room } from './use-call';

/** What a listener of a lecture does with the floor. */
export interface Floor {
  /** Whether the host has given it and it was not declined. */
  given: ComputedRef<boolean>;
  speaking: Readonly<Ref<boolean>>;
  opening: Readonly<Ref<boolean>>;
  /** Whether the microphone could not be opened. */
  failed: Readonly<Ref<boolean>>;
  /** Whether the lecture is recorded and they have not said whether their words may be. */
  askRecording: ComputedRef<boolean>;
  speak: () => Promise<void>;
  stop: () => void;
  decline: () => void;
  answerRecording: (given: boolean) => Promise<boolean>;
}

export function useFloor(room: Room): Floor {
  const speaking = ref(false);
  const opening = ref(false);
  const failed = ref(false);
  const declined = ref(false);
  const allowed = computed(() => room.state.value.procedure?.rights.speak ?? false);

  function stop(): void {
    speaking.value = false;
    room.call.beSilent();
    room.call.media.release('MICROPHONE');
  }

  // With the floor the microphone goes, and its light.
  watch(allowed, (now) => {
    declined.value = false;
    failed.value = false;
    if (!now && speaking.value) stop();
  });

  async function speak(): Promise<void> {
    opening.value = true;
    failed.value = false;
    await room.call.media.take(['MICROPHONE']);
    failed.value = room.call.media.get('MICROPHONE').track === undefined;
    if (!failed.value && allowed.value) {
      speaking.value = await room.act(() => room.call.speak());
    }
    opening.value = false;
  }

  return {
    given: computed(() => allowed.value && !declined.value),
    speaking,
    opening,
    failed,
    askRecording: computed(
      () =>
        room.state.value.recording?.state === 'ON' && room.state.value.consentAsked !== undefined,
    ),
    speak,
    stop: () => {
      stop();
      declined.value = true;
    },
    decline: () => (declined.value = true),
    answerRecording: (given) => room.act(() => room.call.answerConsent(given)),
  };
}
