import { describe, expect, it } from 'vitest';
import type { Recording } from '../api/types';
import { drawn, lanesOf, lengthOf, missingOf, tickStep, toCopy } from './timeline';

const recording: Recording = {
  id: 'r',
  sittingId: 's',
  caseId: 'c',
  state: 'SEALED',
  startedAt: '2026-11-23T14:00:00+08:00',
  seconds: 100,
  viewingCopy: { state: 'READY', progress: 1 },
  caseTitle: '',
  caseNumber: '',
  participants: [
    { id: 'a', name: '周', role: 'MEDIATOR' },
    { id: 'b', name: '陈', role: 'APPLICANT' },
  ],
  tracks: [],
  gaps: [
    { from: '2026-11-23T14:00:20+08:00', to: '2026-11-23T06:00:30Z', cause: 'INTERRUPTED' },
    { from: '2026-11-23T14:00:40+08:00', to: '2026-11-23T14:00:50+08:00', cause: 'MUTED' },
  ],
  chapters: [],
  breaks: [],
  verified: { ok: false, sentence: '' },
  speech: [
    { participantId: 'a', fromSeconds: -1, toSeconds: 10 },
    { participantId: 'a', fromSeconds: 50, toSeconds: 130 },
  ],
};

describe('the time line of a recording', () => {
  it('gives each participant a lane, cut to the recording', () => {
    const [mediator, applicant] = lanesOf(recording);
    expect(mediator?.speech).toEqual([
      { from: 0, to: 10 },
      { from: 50, to: 100 },
    ]);
    expect(mediator?.spoken).toBe(60);
    expect(applicant?.speech).toEqual([]);
  });

  it('tells what is missing and does not call silence missing', () => {
    expect(missingOf(recording)).toEqual([{ cause: 'INTERRUPTED', lasted: 10, from: 20, to: 30 }]);
  });

  it('shows a break once, where its card is, with the time it really lasted', () => {
    const part = {
      kind: 'INTERRUPTED' as const,
      fromSeconds: 20,
      toSeconds: 24,
      recordingFrom: 20,
      recordingTo: 30,
    };
    const copied = { ...recording, copySeconds: 94, breaks: [part] };
    expect(missingOf(copied)).toEqual([{ cause: 'INTERRUPTED', lasted: 10, from: 20, to: 24 }]);
    expect(lengthOf(copied)).toBe(94);
    expect([10, 22, 27, 30, 50].map((at) => toCopy(at, [part]))).toEqual([10, 22, 24, 24, 44]);
  });

  it('finds its length by its tracks while it has none of its own', () => {
    const track = {
      file: 'a.webm',
      participantId: 'a',
      kind: 'AUDIO',
      codec: 'OPUS',
      startedAt: '2026-11-23T14:00:05+08:00',
      seconds: 40,
      bytes: 1,
      sha256: '',
      gaps: [],
    };
    expect(lengthOf({ ...recording, seconds: null, tracks: [track] })).toBe(45);
    expect(lengthOf({ ...recording, seconds: null })).toBe(0);
  });

  it('draws in percent of the whole and keeps short words visible', () => {
    expect(drawn({ from: 25, to: 50 }, 100)).toEqual({ left: '25.000%', width: '25.000%' });
    expect(drawn({ from: 10, to: 10.01 }, 1000).width).toBe('0.300%');
    expect(drawn({ from: 0, to: 1 }, 0).width).toBe('0%');
  });

  it('marks the line a few times, however long it is', () => {
    expect(tickStep(35)).toBe(5);
    expect(tickStep(3600)).toBe(600);
    expect(tickStep(100_000)).toBe(7200);
  });
});
