import { expect, it } from 'vitest';
import { partOf } from './transcript-part';
import { STAGES } from './use-procedure';

it('has a part for every stage of a hearing', () => {
  expect(STAGES.map(partOf)).toEqual([
    'attendance',
    'discipline',
    'opening',
    'rights',
    'statements',
    'evidence',
    'testimony',
    'appraisal',
    'debate',
    'final',
    'mediation',
    'judgment',
    'judgment',
    'judgment',
  ]);
  expect(partOf('CHALLENGE')).toBe('rights');
});
