import { describe, expect, test } from 'vitest';
import { seatsOf } from './court';
import { faultOfGuest, seatsOfMediation, type GuestDraft } from './guests';

const agent: GuestDraft = {
  role: 'AGENT',
  side: 'CLAIMING',
  name: ' 赵律师 ',
  phone: '13800000003',
};

describe('the people of a hearing', () => {
  test('applicants are plaintiffs, respondents defendants, guests come with name and phone', () => {
    const parties = [
      { id: 'a', name: '陈', phone: '', side: 'APPLICANT' as const, flags: [] },
      { id: 'b', name: '杨', phone: '', side: 'RESPONDENT' as const, flags: [] },
    ];
    const seats = seatsOf({ clerkId: 'c', courtHostId: '', guests: [agent] }, parties);
    expect(seats).toEqual([
      { staffId: 'c', role: 'CLERK' },
      { partyId: 'a', role: 'PLAINTIFF' },
      { partyId: 'b', role: 'DEFENDANT' },
      { guest: { name: '赵律师', phone: '13800000003' }, role: 'AGENT', side: 'CLAIMING' },
    ]);
  });

  test('an observer has no side even where one was chosen before', () => {
    const [seat] = seatsOf(
      { clerkId: '', courtHostId: '', guests: [{ ...agent, role: 'OBSERVER' }] },
      [],
    );
    expect(seat).not.toHaveProperty('side');
  });

  test('a mediation takes a second mediator and a helper of one side', () => {
    const helper: GuestDraft = { ...agent, role: 'HELPER', side: 'RESPONDING' };
    expect(seatsOfMediation({ coMediatorId: 'm', guests: [helper] }, [])).toEqual([
      { staffId: 'm', role: 'MEDIATOR' },
      { guest: { name: '赵律师', phone: '13800000003' }, role: 'HELPER', side: 'RESPONDING' },
    ]);
    expect(faultOfGuest({ ...helper, side: '' })).toBe('side');
  });

  test('what is missing is named', () => {
    expect(faultOfGuest({ ...agent, name: ' ' })).toBe('name');
    expect(faultOfGuest({ ...agent, phone: '12' })).toBe('phone');
    expect(faultOfGuest({ ...agent, side: '' })).toBe('side');
    expect(faultOfGuest({ ...agent, role: 'WITNESS', side: '' })).toBe('');
    expect(faultOfGuest(agent)).toBe('');
  });
});
