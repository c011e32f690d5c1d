import { expect, it } from 'vitest';
import { lineOf, partOf } from './transcript-part';
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

it('begins a line with the moment in China, wherever the browser stands', () => {
  expect(lineOf(new Date('2026-11-24T16:05:09Z'), '原告', '陈某珍')).toBe('00:05:09 原告陈某珍：');
});
