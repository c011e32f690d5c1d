import { describe, expect, it } from 'vitest';
import { draftKey, dropDraft, keepDraft, readDraft } from './draft';

function memory(): Storage {
  const map = new Map<string, string>();
  return {
    length: 0,
    clear: () => map.clear(),
    key: () => null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

const text = {
  attendance: 'a',
  notices: '',
  statements: '没保存的话',
  process: '',
  consensus: '',
  result: '',
};

describe('words not saved yet', () => {
  it('survive until the server has them', () => {
    const storage = memory();
    const key = draftKey('m1');
    keepDraft(storage, key, { version: 3, text });
    expect(readDraft(storage, key)).toEqual({ version: 3, text });
    expect(readDraft(storage, draftKey('m2'))).toBeUndefined();
    dropDraft(storage, key);
    expect(readDraft(storage, key)).toBeUndefined();
  });

  it('damaged ones are nothing, and a storage that refuses is no fault', () => {
    const storage = memory();
    storage.setItem('k', '{"version"');
    expect(readDraft(storage, 'k')).toBeUndefined();
    const full = {
      ...memory(),
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => keepDraft(full, 'k', { version: 1, text })).not.toThrow();
  });
});
