/**
 * Called by Maven on every run: installs the packages and builds the pages, each only if something
 * it depends on has changed since last time (compared by content, so a fresh checkout builds once).
 *
 * Usage: node scripts/maven.mjs install|build|check
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each step reads, and what must exist when it is done. */
const steps = {
  install: {
    reads: ['package.json', 'package-lock.json'],
    stamp: 'node_modules/.maplebridge-install',
    makes: 'node_modules/vite',
    command: ['ci', '--ignore-scripts', '--no-progress'],
  },
  build: {
    reads: ['package-lock.json', 'index.html', 'join.html', 'vite.config.ts', 'public', 'src'],
    stamp: 'node_modules/.maplebridge-build',
    makes: 'dist/index.html',
    command: ['run', '--silent', 'build'],
  },
  check: {
    reads: [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.node.json',
      'eslint.config.js',
      'index.html',
      'join.html',
      'scripts',
      'e2e',
      'src',
    ],
    stamp: 'node_modules/.maplebridge-check',
    makes: 'dist/index.html',
    command: ['run', '--silent', 'check'],
  },
};

function* filesUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(child);
    else yield child;
  }
}

function digest(reads) {
  const hash = createHash('sha256');
  for (const name of reads) {
    const path = join(root, name);
    const files = /\.\w+$/.test(name) ? [path] : filesUnder(path);
    for (const file of files) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

const step = steps[process.argv[2]];
if (!step) {
  console.error('usage: node scripts/maven.mjs install|build|check');
  process.exit(2);
}
const stamp = join(root, step.stamp);
const now = digest(step.reads);
const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
if (now === before && existsSync(join(root, step.makes))) process.exit(0);

const run = spawnSync('npm', step.command, { cwd: root, stdio: 'inherit' });
if (run.error) {
  console.error('npm was not found: install Node.js 20.19 or later, which brings npm.');
  process.exit(1);
}
if (run.status === 0) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(stamp, now);
}
process.exit(run.status ?? 1);
