import { expect, test } from 'vitest';
import { columnsFor, onStage } from './stage';

function face(participantId: string, over: object = {}) {
  return {
    view: { participantId, host: false, present: true, ...over },
    self: false,
    screen: undefined as unknown,
  };
}

const me = { ...face('me'), self: true };
const host = face('host', { host: true });
const other = face('other');

test('the last speaker other than oneself fills the stage', () => {
  expect(onStage([me, host, other], ['me', 'other', 'host'])).toBe(other);
});

test('nobody spoke yet: the host', () => {
  expect(onStage([me, other, host], [])).toBe(host);
});

test('a shared screen goes before any face', () => {
  const sharing = { ...host, screen: {} };
  expect(onStage([me, other, sharing], ['other'])).toBe(sharing);
});

test('somebody who dropped out does not hold the stage', () => {
  expect(onStage([me, host, face('gone', { present: false })], ['gone'])).toBe(host);
});

test('alone one sees oneself', () => {
  expect(onStage([me], [])).toBe(me);
  expect(onStage([], [])).toBeUndefined();
});

test('tiles are laid so that each is as large as can be', () => {
  expect(columnsFor(1, 1.6)).toBe(1);
  expect(columnsFor(2, 2)).toBe(2);
  expect(columnsFor(2, 0.6)).toBe(1);
  expect(columnsFor(4, 1.6)).toBe(2);
  expect(columnsFor(5, 1.8)).toBe(3);
});
