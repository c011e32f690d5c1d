import { describe, expect, it } from 'vitest';
import { amountOf, checkDraft, isPhone, newCaseOf, type CaseDraft } from './draft';

const draft = (): CaseDraft => ({
  title: '邻里漏水',
  category: '02',
  orgCode: '510503001',
  facts: '楼上漏水',
  demand: '赔偿',
  amount: '12,800.50',
  parties: [
    {
      key: 1,
      name: '陈某',
      phone: '138 0013 8000',
      side: 'APPLICANT',
      birthYear: '1958',
      elder: true,
      minor: false,
    },
    {
      key: 2,
      name: '李某',
      phone: '0830-4281234',
      side: 'RESPONDENT',
      birthYear: '',
      elder: false,
      minor: false,
    },
  ],
});

describe('a case being registered', () => {
  it('passes when everything is there and is sent without gaps', () => {
    expect(checkDraft(draft(), 2026)).toEqual({});
    expect(newCaseOf(draft())).toMatchObject({
      amountYuan: 12800.5,
      parties: [
        { phone: '13800138000', birthYear: 1958, flags: ['ELDERLY'] },
        { phone: '08304281234', flags: [] },
      ],
    });
  });

  it('says what is missing, each at its place', () => {
    const wrong = draft();
    wrong.title = ' ';
    wrong.amount = '一千';
    wrong.parties = wrong.parties
      .slice(0, 1)
      .map((party) => ({ ...party, phone: '12345', birthYear: '2050' }));
    expect(checkDraft(wrong, 2026)).toEqual({
      title: 'title',
      amount: 'amount',
      'parties.0.phone': 'partyPhone',
      'parties.0.birthYear': 'birthYear',
      parties: 'bothSides',
    });
  });

  it('knows phones and amounts', () => {
    expect(isPhone('13800138000')).toBe(true);
    expect(isPhone('23800138000')).toBe(false);
    expect(isPhone('010-62345678')).toBe(true);
    expect(amountOf('0.5')).toBe(0.5);
    expect(amountOf('1.234')).toBeUndefined();
    expect(amountOf('-3')).toBeUndefined();
  });
});
