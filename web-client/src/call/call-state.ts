import type {
  Companion,
  Cautioned,
  ChatLine,
  Knocker,
  ParticipantView,
  Place,
  Procedure,
  Quality,
  RecordingState,
  ServerMessageUnion,
  SittingView,
} from '../generated/protocol';

/** Why a call is over for this page. */
export type CallEnd =
  | { why: 'takenOver' }
  | { why: 'closed' }
  /** A party ended the mediation; the name is there for those who see it. */
  | { why: 'ended'; byMe: boolean; name: string | undefined }
  | { why: 'left' }
  | { why: 'removed'; reason: string }
  | { why: 'problem'; id: string; reason: string };

/** A call as the page shows it. Values are replaced, never changed in place. */
export interface CallState {
  place: Place;
  you: ParticipantView | undefined;
  sitting: SittingView | undefined;
  serverEpoch: string | undefined;
  /** Server time minus the clock of this device, in ms. */
  clockOffsetMs: number;
  waiting: { ahead: number; hostPresent: boolean } | undefined;
  /** The host's words when they did not let this person in; knocking again clears them. */
  refused: string | undefined;
  roster: readonly ParticipantView[];
  lobby: readonly Knocker[];
  speakers: readonly string[];
  chat: readonly ChatLine[];
  recording: RecordingState | undefined;
  /** The procedure as this person may see it; absent outside the room. */
  procedure: Procedure | undefined;
  /** The court's last reminder or warning. */
  cautioned: Cautioned | undefined;
  /** The version of the text this person is asked to consent to, while unanswered. */
  consentAsked: string | undefined;
  /** The version of the text last asked about, kept so that consent can be withdrawn. */
  consentText: string | undefined;
  quality: Quality | undefined;
  /** Sources whose picture this person's network does not carry at the moment. */
  pausedPictures: readonly string[];
  /** Who asked for help and when; cleared when seen. */
  help: readonly { participantId: string; at: string }[];
  end: CallEnd | undefined;
}

export const INITIAL: CallState = {
  place: 'DOOR',
  you: undefined,
  sitting: undefined,
  serverEpoch: undefined,
  clockOffsetMs: 0,
  waiting: undefined,
  refused: undefined,
  roster: [],
  lobby: [],
  speakers: [],
  chat: [],
  recording: undefined,
  procedure: undefined,
  cautioned: undefined,
  consentAsked: undefined,
  consentText: undefined,
  quality: undefined,
  pausedPictures: [],
  help: [],
  end: undefined,
};

/** How the state goes on after a message of the server. Pure. */
export function reduce(state: CallState, message: ServerMessageUnion, nowMs: number): CallState {
  switch (message.type) {
    case 'welcome':
      return {
        ...state,
        place: message.place,
        you: message.you,
        sitting: message.sitting,
        serverEpoch: message.serverEpoch,
        clockOffsetMs: Date.parse(message.serverTime) - nowMs,
        waiting: message.place === 'LOBBY' ? state.waiting : undefined,
      };
    case 'waiting':
      return {
        ...state,
        place: 'LOBBY',
        refused: undefined,
        waiting: { ahead: message.ahead, hostPresent: message.hostPresent },
      };
    case 'admitted':
      return {
        ...state,
        place: 'ROOM',
        waiting: undefined,
        refused: undefined,
      };
    case 'refused':
      return {
        ...state,
        place: 'DOOR',
        waiting: undefined,
        refused: message.reason,
      };
    case 'lobby':
      return { ...state, lobby: message.waiting };
    case 'companions':
      return {
        ...state,
        you: state.you && { ...state.you, companions: message.companions },
      };
    case 'roster':
      return {
        ...state,
        roster: message.participants,
        you: self(state, message.participants),
      };
    case 'speakers':
      return { ...state, speakers: message.participantIds };
    case 'chatLine':
      // The history comes again after each return; a line is known by its id.
      return state.chat.some((line) => line.id === message.id)
        ? state
        : { ...state, chat: [...state.chat, message] };
    case 'helpAsked':
      return {
        ...state,
        help: [...state.help, { participantId: message.participantId, at: message.at }],
      };
    case 'consentAsked':
      return {
        ...state,
        consentAsked: onlyCompanion(state) ? undefined : message.textVersion,
        consentText: message.textVersion,
      };
    case 'recordingState':
      return {
        ...state,
        recording: message,
        consentAsked: stillAsked(state, message),
      };
    case 'procedure':
      return { ...state, procedure: message };
    case 'cautioned':
      return { ...state, cautioned: message };
    case 'quality':
      return { ...state, quality: message };
    case 'picturesPaused':
      return { ...state, pausedPictures: message.sourceIds };
    case 'receiveOffer':
      // A new connection has paused nothing yet.
      return message.fresh ? { ...state, pausedPictures: [] } : state;
    case 'takenOver':
      return { ...state, end: { why: 'takenOver' } };
    case 'removed':
      return { ...state, end: { why: 'removed', reason: message.reason } };
    case 'sittingClosed':
      return { ...state, end: closed(state, message.endedBy) };
    case 'done':
    case 'failed':
    case 'publishAnswer':
    case 'mutedByHost':
      return state;
  }
}

/** Who ended it is named to those who see their name. */
function closed(state: CallState, endedBy: string | undefined): CallEnd {
  if (endedBy === undefined) return { why: 'closed' };
  return {
    why: 'ended',
    byMe: endedBy === state.you?.participantId,
    name: state.roster.find((p) => p.participantId === endedBy)?.name,
  };
}

/** Whether somebody sits in the gallery of a hearing, where nobody is heard or seen. */
export function observes(
  you: Pick<ParticipantView, 'role'> | undefined,
  sitting: SittingView | undefined,
): boolean {
  return sitting?.kind === 'HEARING' && you?.role === 'OBSERVER';
}

function self(state: CallState, roster: readonly ParticipantView[]): ParticipantView | undefined {
  return roster.find((p) => p.participantId === state.you?.participantId) ?? state.you;
}

/** Somebody who came to sit here is asked for themselves, when one has agreed before. */
function onlyCompanion(state: CallState): boolean {
  const mine = state.recording?.consents.find((c) => c.participantId === state.you?.participantId);
  return mine?.given === true && (state.you?.companions ?? []).some(isUnanswered);
}

export function isUnanswered(companion: Companion): boolean {
  return companion.consent === undefined || companion.consent === null;
}

/** An answer given in another page of the same person answers the question here too. */
function stillAsked(state: CallState, recording: RecordingState): string | undefined {
  const mine = recording.consents.find((c) => c.participantId === state.you?.participantId);
  return mine?.given === undefined || mine.given === null ? state.consentAsked : undefined;
}

/** How a refusal to connect ends the call: some problems are ends of their own. */
export function endFor(problemId: string, sentence: string): CallEnd {
  switch (problemId) {
    case 'join.closed':
    case 'sitting.closed':
      return { why: 'closed' };
    case 'room.removed':
      return { why: 'removed', reason: sentence };
    default:
      return { why: 'problem', id: problemId, reason: sentence };
  }
}
