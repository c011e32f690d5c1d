import { describe, expect, it } from 'vitest';
import type { CaseFile, SittingState, SittingSummary } from '../../api/types';
import { nextStep } from './next';

const now = new Date('2026-11-23T10:00:00+08:00');

function sitting(state: SittingState, hour: string): SittingSummary {
  const at = `2026-11-23T${hour}:00:00+08:00`;
  return {
    id: `${state}${hour}`,
    caseId: 'c',
    caseTitle: '',
    caseNumber: '',
    kind: 'MEDIATION',
    state,
    startsAt: at,
    endsAt: at,
    hostName: '',
    waiting: 0,
    inRoom: 0,
  };
}

function file(sittings: SittingSummary[], more: Partial<CaseFile> = {}): CaseFile {
  return {
    id: 'c',
    platformNumber: 'NJ-1',
    numbers: [{ family: 'PLATFORM', display: 'NJ-1', key: 'NJ-1' }],
    title: '',
    category: '02',
    status: 'ACCEPTED',
    events: [],
    facts: '',
    demand: '',
    orgCode: '',
    orgName: '',
    registeredAt: '2026-11-20T10:00:00+08:00',
    parties: [],
    sittings,
    recordings: [],
    story: [],
    ...more,
  };
}

describe('what comes next', () => {
  it('is the room that is open, then the sitting nearest in time', () => {
    const both = file([sitting('BOOKED', '09'), sitting('IN_SESSION', '11')]);
    expect(nextStep(both, now)).toMatchObject({ what: 'running', sitting: { id: 'IN_SESSION11' } });
    expect(nextStep(file([sitting('BOOKED', '15'), sitting('BOOKED', '12')]), now)).toMatchObject({
      what: 'sitting',
      sitting: { id: 'BOOKED12' },
    });
    expect(nextStep(file([sitting('BOOKED', '09')]), now)).toMatchObject({
      what: 'late',
      tone: 'soon',
    });
  });

  it('is a number, then a date, then what follows the sitting', () => {
    expect(nextStep(file([]), now).what).toBe('number');
    const numbered = { numbers: [{ family: 'MEDIATION' as const, display: '1', key: '1' }] };
    expect(nextStep(file([], numbered), now).what).toBe('book');
    expect(nextStep(file([sitting('CANCELLED', '09')], numbered), now).what).toBe('book');
    expect(nextStep(file([sitting('ENDED', '09')], numbered), now).what).toBe('after');
    expect(nextStep(file([], { status: 'AGREED' }), now).what).toBe('close');
    expect(nextStep(file([], { status: 'CLOSED' }), now).what).toBe('over');
  });
});
