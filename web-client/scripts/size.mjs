/**
 * Measures what a phone loads before the join page shows: the entry's HTML, its scripts and styles
 * with everything they import statically, and the messages of the first language. Fails above the
 * promised floor.
 */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 150 * 1000;
const dist = new URL('../dist/', import.meta.url);
const manifestFile = new URL('.vite/manifest.json', dist);

if (!existsSync(manifestFile)) {
  console.error('size: no dist/; run "npm run build" first');
  process.exit(1);
}

const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** Chunks loaded at once by a chunk: itself and its static imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const keys = closure('join.html');
for (const key of manifest['join.html'].dynamicImports ?? []) {
  const firstLanguage = key.includes('i18n/zh-CN/');
  const firstPage = key.endsWith('/JoinPage.vue');
  if (firstLanguage || firstPage) closure(key, keys);
}

const files = new Set(['join.html']);
for (const key of keys) {
  files.add(manifest[key].file);
  for (const css of manifest[key].css ?? []) files.add(css);
}

let total = 0;
for (const file of files) {
  const bytes = gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
  total += bytes;
  console.log(`${String(bytes).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  join page, first load, gzipped (limit ${LIMIT_BYTES})`);
if (total > LIMIT_BYTES) {
  console.error('size: the join page is too heavy for a phone on 3G; load something later');
  process.exit(1);
}
