import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LOCALES } from './locale';

const here = fileURLToPath(new URL('.', import.meta.url));
const source = fileURLToPath(new URL('..', import.meta.url));

function flatten(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof value === 'string') into.set(path, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, `${path}.${key}`, into);
  }
  return into;
}

function messages(locale: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const file of readdirSync(`${here}${locale}`)) {
    const parsed: unknown = JSON.parse(readFileSync(`${here}${locale}/${file}`, 'utf8'));
    flatten(parsed, file.replace('.json', ''), all);
  }
  return all;
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('messages', () => {
  const chinese = messages('zh-CN');

  it.each(LOCALES)('%s is complete and its placeholders are the same', (locale) => {
    const other = messages(locale);
    expect([...other.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of other) {
      expect(text.trim(), key).not.toBe('');
      expect(placeholders(text), key).toEqual(placeholders(chinese.get(key) ?? ''));
    }
  });

  it('holds every key the source names', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
    const missing = new Set<string>();
    for (const file of files.filter((name) => /\.(vue|ts)$/.test(name))) {
      const text = readFileSync(`${source}${file}`, 'utf8');
      for (const [, key] of text.matchAll(/\bt\(\s*'([\w.-]+)'/g)) {
        if (key && !chinese.has(key)) missing.add(`${file}: ${key}`);
      }
      for (const [, prefix] of text.matchAll(/\bt\(\s*`([\w.-]+)\.\$\{/g)) {
        const known = [...chinese.keys()].some((key) => key.startsWith(`${prefix}.`));
        if (!known) missing.add(`${file}: ${prefix}.*`);
      }
    }
    expect([...missing]).toEqual([]);
  });
});
