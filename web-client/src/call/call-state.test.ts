import { expect, test } from 'vitest';
import type { ParticipantView, RecordingState, ServerMessageUnion } from '../generated/protocol';
import { endFor, INITIAL, reduce, type CallState } from './call-state';

const YOU: ParticipantView = {
  participantId: 'p1',
  name: '陈某珍',
  role: 'APPLICANT',
  host: false,
  present: true,
  side: 'CLAIMING',
  room: 'MAIN',
  sources: [],
  companions: [],
};

function welcome(place: 'DOOR' | 'LOBBY' | 'ROOM'): ServerMessageUnion {
  return {
    type: 'welcome',
    you: YOU,
    sitting: {
      sittingId: 's1',
      kind: 'MEDIATION',
      caseTitle: '楼上漏水',
      caseNumber: '〔2026〕1号',
      centre: '矛盾纠纷调处中心',
      startsAt: '2026-11-23T14:30:00+08:00',
      endsAt: '2026-11-23T15:30:00+08:00',
    },
    place,
    mediaKept: false,
    iceServers: [],
    serverEpoch: 'e1',
    serverTime: '2026-11-23T06:30:05Z',
  };
}

function after(...messages: ServerMessageUnion[]): CallState {
  const now = Date.parse('2026-11-23T06:30:00Z');
  return messages.reduce((state, m) => reduce(state, m, now), INITIAL);
}

function recording(given?: boolean): RecordingState {
  const consent = {
    participantId: 'p1',
    name: '陈某珍',
    ...(given === undefined ? {} : { given }),
  };
  return { type: 'recordingState', state: 'OFF', consents: [consent] };
}

test('the way in: door, lobby, room', () => {
  const waiting = after(welcome('DOOR'), {
    type: 'waiting',
    ahead: 1,
    hostPresent: true,
  });
  expect(waiting.place).toBe('LOBBY');
  expect(waiting.waiting).toEqual({ ahead: 1, hostPresent: true });
  const inside = reduce(waiting, { type: 'admitted' }, 0);
  expect(inside.place).toBe('ROOM');
  expect(inside.waiting).toBeUndefined();
});

test('a welcome straight into the room needs no lobby', () => {
  expect(after(welcome('ROOM')).place).toBe('ROOM');
});

test('the clock of the server is known from the welcome', () => {
  expect(after(welcome('DOOR')).clockOffsetMs).toBe(5000);
});

test('a chat history sent again after a return adds no line twice', () => {
  const line: ServerMessageUnion = {
    type: 'chatLine',
    id: 'c1',
    participantId: 'p2',
    name: '王某',
    at: '2026-11-23T06:31:00Z',
    text: '您好',
    room: 'MAIN',
    passedOn: false,
  };
  expect(after(welcome('ROOM'), line, line).chat).toHaveLength(1);
});

test('the question of consent stays until this person has answered, here or elsewhere', () => {
  const asked = after(welcome('ROOM'), { type: 'consentAsked', textVersion: '1' }, recording());
  expect(asked.consentAsked).toBe('1');
  expect(reduce(asked, recording(true), 0).consentAsked).toBeUndefined();
  expect(reduce(asked, recording(false), 0).consentAsked).toBeUndefined();
});

test('who sits here too is asked for themselves, and the owner not once more', () => {
  const companion = {
    participantId: 'p9',
    name: '张大爷',
    role: 'APPLICANT' as const,
    confirmed: false,
  };
  const question: ServerMessageUnion = { type: 'consentAsked', textVersion: '1' };
  const agreed = after(welcome('ROOM'), question, recording(true));
  const together = reduce(agreed, { type: 'companions', companions: [companion] }, 0);
  expect(together.you?.companions).toEqual([companion]);
  expect(reduce(together, question, 0).consentAsked).toBeUndefined();
  const answered = { ...companion, consent: true };
  const all = reduce(together, { type: 'companions', companions: [answered] }, 0);
  expect(reduce(all, question, 0).consentAsked).toBe('1');
});

test('the roster renews what is known of oneself', () => {
  const state = after(welcome('ROOM'), {
    type: 'roster',
    participants: [{ ...YOU, name: '陈女士' }],
  });
  expect(state.you?.name).toBe('陈女士');
});

test.each([
  [{ type: 'takenOver' }, { why: 'takenOver' }],
  [{ type: 'sittingClosed' }, { why: 'closed' }],
  [
    { type: 'removed', reason: '请联系中心' },
    { why: 'removed', reason: '请联系中心' },
  ],
] as [ServerMessageUnion, CallState['end']][])('%o ends the call', (message, end) => {
  expect(after(welcome('ROOM'), message).end).toEqual(end);
});

test('a refusal leads back to the door with the words of the host; knocking clears them', () => {
  const refused = after(welcome('LOBBY'), {
    type: 'refused',
    reason: '请下午再来',
  });
  expect(refused).toMatchObject({
    place: 'DOOR',
    refused: '请下午再来',
    end: undefined,
  });
  const again = reduce(refused, { type: 'waiting', ahead: 0, hostPresent: true }, 0);
  expect(again.refused).toBeUndefined();
});

test('a refused connection ends as what it means for the person', () => {
  expect(endFor('sitting.closed', '')).toEqual({ why: 'closed' });
  expect(endFor('room.removed', '请联系中心')).toEqual({ why: 'removed', reason: '请联系中心' });
  expect(endFor('join.revoked', '链接已作废')).toEqual({
    why: 'problem',
    id: 'join.revoked',
    reason: '链接已作废',
  });
});
