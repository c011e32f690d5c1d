import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Folder → folders it may import from, itself apart. */
const ARROWS: Record<string, readonly string[]> = {
  i18n: [],
  generated: [],
  api: ['generated'],
  design: ['i18n'],
  call: ['api', 'generated'],
  join: ['api', 'design', 'i18n', 'call', 'room', 'papers', 'consultation', 'generated'],
  papers: ['api', 'design', 'i18n'],
  consultation: ['api', 'design', 'i18n', 'papers'],
  room: ['api', 'design', 'i18n', 'call', 'papers', 'consultation', 'generated'],
  playback: ['api', 'design', 'i18n', 'staff'],
  staff: ['api', 'design', 'i18n', 'call', 'papers', 'playback', 'consultation'],
};

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(ts|vue)$/.test(name) && !name.endsWith('.test.ts'),
);

function target(from: string, specifier: string): string | undefined {
  const path = normalize(join(dirname(from), specifier));
  return [path, `${path}.ts`, `${path}/index.ts`].find(
    (name) => existsSync(join(root, name)) && /\.(ts|vue)$/.test(name),
  );
}

/** File → files it needs at once (imports inside functions are how pages load later). */
const graph = new Map(
  files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'(\.[^']+)';/gms)];
    const targets = found.map(([, specifier]) => target(file, specifier ?? ''));
    return [file, targets.filter((name) => name !== undefined)] as const;
  }),
);

function cycles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

describe('the shape of the source', () => {
  it('has no import cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it('keeps the arrows between folders', () => {
    const broken: string[] = [];
    for (const [file, targets] of graph) {
      const folder = file.split('/')[0] ?? '';
      for (const to of targets) {
        const other = to.split('/')[0] ?? '';
        if (folder !== other && !ARROWS[folder]?.includes(other)) broken.push(`${file} → ${to}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('keeps files short', () => {
    const long = files.filter(
      (file) =>
        !file.startsWith('generated') &&
        readFileSync(join(root, file), 'utf8').split('\n').length > 500,
    );
    expect(long).toEqual([]);
  });
});
