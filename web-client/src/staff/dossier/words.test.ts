import { describe, expect, it } from 'vitest';
import { mayTakeRecords, ofOneParty, sizeWords } from './words';

describe('sizes', () => {
  it('are said in the unit people read', () => {
    expect(sizeWords(0)).toBe('0 B');
    expect(sizeWords(1023)).toBe('1023 B');
    expect(sizeWords(1024)).toBe('1.0 KB');
    expect(sizeWords(20 * 1024 * 1024)).toBe('20 MB');
    expect(sizeWords(3.25 * 1024 ** 3)).toBe('3.3 GB');
  });
});

describe('papers and packages', () => {
  it('know whose they are and what they may carry', () => {
    expect(ofOneParty('IDENTITY_PROOF')).toBe(true);
    expect(ofOneParty('EVIDENCE')).toBe(false);
    expect(mayTakeRecords('LITIGATION')).toBe(true);
    expect(mayTakeRecords('POLICE')).toBe(false);
  });
});
