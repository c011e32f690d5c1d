import type { NewCase, Side } from '../../api/types';

/** A case as it is being typed. */
export interface PartyDraft {
  key: number;
  name: string;
  phone: string;
  side: Side;
  birthYear: string;
  elder: boolean;
  minor: boolean;
}

export interface CaseDraft {
  title: string;
  category: string;
  orgCode: string;
  facts: string;
  demand: string;
  amount: string;
  parties: PartyDraft[];
}

/** Field → the message key of what is wrong with it; party fields are `parties.0.name`. */
export type Faults = Record<string, string>;

export const OLDEST_BIRTH_YEAR = 1900;

export function checkDraft(draft: CaseDraft, thisYear: number): Faults {
  const faults: Faults = {};
  if (!draft.title.trim()) faults['title'] = 'title';
  if (!draft.category) faults['category'] = 'category';
  if (!draft.orgCode) faults['orgCode'] = 'orgCode';
  if (!draft.facts.trim()) faults['facts'] = 'facts';
  if (!draft.demand.trim()) faults['demand'] = 'demand';
  if (draft.amount.trim() && amountOf(draft.amount) === undefined) faults['amount'] = 'amount';
  draft.parties.forEach((party, index) => {
    if (!party.name.trim()) faults[`parties.${index}.name`] = 'partyName';
    if (!isPhone(party.phone)) faults[`parties.${index}.phone`] = 'partyPhone';
    if (party.birthYear.trim() && !isBirthYear(party.birthYear, thisYear)) {
      faults[`parties.${index}.birthYear`] = 'birthYear';
    }
  });
  for (const side of ['APPLICANT', 'RESPONDENT'] as const) {
    if (!draft.parties.some((party) => party.side === side)) faults['parties'] = 'bothSides';
  }
  return faults;
}

/** Mobile numbers of 11 digits, or land lines with area code. */
export function isPhone(text: string): boolean {
  return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.replace(/[\s-]/g, ''));
}

function isBirthYear(text: string, thisYear: number): boolean {
  const year = Number(text);
  return /^\d{4}$/.test(text.trim()) && year >= OLDEST_BIRTH_YEAR && year <= thisYear;
}

/** The amount in yuan, or undefined where the text is none; 12,800.50 is one. */
export function amountOf(text: string): number | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  return /^\d{1,12}(\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
}

export function newCaseOf(draft: CaseDraft): NewCase {
  const amountYuan = amountOf(draft.amount);
  return {
    title: draft.title.trim(),
    category: draft.category,
    orgCode: draft.orgCode,
    facts: draft.facts.trim(),
    demand: draft.demand.trim(),
    ...(amountYuan === undefined ? {} : { amountYuan }),
    parties: draft.parties.map((party) => ({
      name: party.name.trim(),
      phone: party.phone.replace(/[\s-]/g, ''),
      side: party.side,
      ...(party.birthYear.trim() ? { birthYear: Number(party.birthYear) } : {}),
      flags: [
        ...(party.elder ? (['ELDERLY'] as const) : []),
        ...(party.minor ? (['MINOR'] as const) : []),
      ],
    })),
  };
}
