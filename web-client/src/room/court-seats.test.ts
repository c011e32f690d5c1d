import { describe, expect, test } from 'vitest';
import type { Role } from '../generated/protocol';
import { benchOrder, courtSeat } from './court-seats';

describe('the court room', () => {
  test('a witness stands alone, whatever side called them; an agent sits with their side', () => {
    expect(courtSeat({ role: 'WITNESS', side: 'CLAIMING' })).toBe('stand');
    expect(courtSeat({ role: 'AGENT', side: 'RESPONDING' })).toBe('responding');
    expect(courtSeat({ role: 'PLAINTIFF', side: 'CLAIMING' })).toBe('claiming');
    expect(courtSeat({ role: 'COURT_HOST' })).toBe('rest');
  });

  test('the judge sits between the assessors, the clerk at the end', () => {
    const roles: Role[] = ['CLERK', 'JUDGE', 'LAY_JUDGE', 'LAY_JUDGE'];
    expect(benchOrder(roles, (role) => role)).toEqual(['LAY_JUDGE', 'JUDGE', 'LAY_JUDGE', 'CLERK']);
  });
});
