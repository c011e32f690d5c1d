import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { ParticipantView, SourceKind } from '../generated/protocol';
import type { Call } from '../call/call';
import type { CallState } from '../call/call-state';
import { SignalError } from '../call/errors';
import type { DeviceKind } from '../call/local-media';
import type { LinkState } from '../call/link-quality';
import type { Incoming } from '../call/receiver';
import type { SignalState } from '../call/signal';
import { playKnock } from '../call/sound';
import { useShowing, type Showing } from './showing';

/** One person as a tile shows them. */
export interface Face {
  view: ParticipantView;
  self: boolean;
  camera: MediaStream | undefined;
  screen: MediaStream | undefined;
  /** The source of the camera where it comes from the server. */
  cameraId: string | undefined;
  /** Whether this device's network does not carry the camera's picture now. */
  paused: boolean;
  microphoneOn: boolean;
  speaking: boolean;
}

/** A call as the room's components use it. */
export interface Room {
  call: Call;
  state: Readonly<Ref<CallState>>;
  connection: Readonly<Ref<SignalState>>;
  link: Readonly<Ref<LinkState>>;
  voices: ComputedRef<Incoming[]>;
  faces: ComputedRef<Face[]>;
  /** Those of them in the same room of the sitting; a host knows of the others too. */
  together: ComputedRef<Face[]>;
  host: ComputedRef<boolean>;
  sending: Readonly<Ref<Record<SourceKind, boolean>>>;
  /** Whether the device is there at all. */
  have: Readonly<Ref<Record<DeviceKind, boolean>>>;
  mutedByHost: Ref<boolean>;
  /** The sentence of the last thing that was refused. */
  problem: Ref<string | undefined>;
  /** Does something; where it is refused the sentence is shown. */
  act: (job: () => Promise<unknown>) => Promise<boolean>;
  switchSource: (kind: SourceKind, on: boolean) => Promise<boolean>;
  showing: Showing;
}

/** @param offlineWords what to say where an act needs the network and there is none */
export function useCall(call: Call, offlineWords: () => string): Room {
  const state = shallowRef(call.state);
  const connection = shallowRef(call.signal.state);
  const link = shallowRef(call.linkState);
  const incoming = shallowRef<readonly Incoming[]>(call.receiver.sources);
  const sending = shallowRef(readSending(call));
  const have = shallowRef(readHave(call));
  const preview = shallowRef(call.media.preview());
  const mutedByHost = ref(false);
  const problem = ref<string>();

  const ends = [
    call.events.on('state', (s) => (state.value = s)),
    call.events.on('connection', (s) => (connection.value = s)),
    call.events.on('link', (s) => (link.value = s)),
    call.events.on('sources', (s) => (incoming.value = s)),
    call.events.on('outgoing', () => {
      sending.value = readSending(call);
      have.value = readHave(call);
      const track = call.media.get('CAMERA').track;
      if (preview.value?.getTracks()[0] !== track) preview.value = call.media.preview();
    }),
    call.events.on('mutedByHost', () => (mutedByHost.value = true)),
    call.events.on('attention', () => void playKnock()),
  ];
  onScopeDispose(() => ends.forEach((end) => end()));

  const faces = computed(() =>
    state.value.roster.map((view) => {
      const self = view.participantId === state.value.you?.participantId;
      const on = (kind: SourceKind) => view.sources.some((s) => s.kind === kind && s.on);
      const arriving = (kind: SourceKind) =>
        on(kind)
          ? incoming.value.find((i) => i.participantId === view.participantId && i.kind === kind)
              ?.stream
          : undefined;
      const cameraId = self ? undefined : view.sources.find((s) => s.kind === 'CAMERA')?.sourceId;
      return {
        view,
        self,
        cameraId,
        // One's own, too, where the way up does not carry it: the device gives black then.
        paused:
          cameraId === undefined
            ? self && sending.value.CAMERA && link.value === 'picture-held'
            : state.value.pausedPictures.includes(cameraId),
        camera: self ? (sending.value.CAMERA ? preview.value : undefined) : arriving('CAMERA'),
        screen: self ? undefined : arriving('SCREEN'),
        microphoneOn: self ? sending.value.MICROPHONE : on('MICROPHONE'),
        speaking: state.value.speakers[0] === view.participantId,
      };
    }),
  );

  /** Listeners of a lecture have no picture and no place beside the speakers. */
  const onlyListens = (f: Face) =>
    state.value.sitting?.kind === 'LECTURE' && f.view.role === 'OBSERVER';
  const together = computed(() =>
    faces.value.filter(
      (f) =>
        !onlyListens(f) && (f.self || f.view.room === (state.value.procedure?.room ?? f.view.room)),
    ),
  );

  const act = async (job: () => Promise<unknown>): Promise<boolean> => {
    problem.value = undefined;
    try {
      await job();
      return true;
    } catch (e) {
      problem.value = (e instanceof SignalError && e.problem?.sentence) || offlineWords();
      return false;
    }
  };

  const switchSource = (kind: SourceKind, on: boolean) => {
    if (kind === 'MICROPHONE') mutedByHost.value = false;
    return act(() => call.setOn(kind, on));
  };

  return {
    call,
    state,
    connection,
    link,
    voices: computed(() => incoming.value.filter((i) => i.kind === 'MICROPHONE')),
    faces,
    together,
    host: computed(() => state.value.you?.host ?? false),
    sending,
    have,
    mutedByHost,
    problem,
    act,
    switchSource,
    showing: useShowing(call, act),
  };
}

function readSending(call: Call): Record<SourceKind, boolean> {
  return {
    MICROPHONE: call.wishes('MICROPHONE') && call.media.get('MICROPHONE').track !== undefined,
    CAMERA: call.wishes('CAMERA') && call.media.get('CAMERA').track !== undefined,
    SCREEN: call.wishes('SCREEN'),
  };
}

function readHave(call: Call): Record<DeviceKind, boolean> {
  return {
    MICROPHONE: call.media.get('MICROPHONE').track !== undefined,
    CAMERA: call.media.get('CAMERA').track !== undefined,
  };
}
