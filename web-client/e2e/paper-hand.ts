import type { Page } from 'playwright-core';
import type { Drawn, PartyMinutes } from '../src/api/papers';
import { BASE_URL } from './room-desk';

/** What is done with papers by hand: opening them, and writing one's name. */

const codeOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${BASE_URL}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** A way to the papers of somebody who holds a link to the room. */
export async function papersCode(url: string): Promise<string> {
  return (await post<{ code: string }>(`/join/${codeOf(url)}/papers`)).code;
}

/** Writes a name with the mouse, as a finger would. */
export async function write(on: Page): Promise<void> {
  const pad = on.locator('[data-pad]');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no signature field');
  const at = (x: number, y: number): [number, number] => [
    box.x + box.width * x,
    box.y + box.height * y,
  ];
  await on.mouse.move(...at(0.2, 0.3));
  await on.mouse.down();
  for (let i = 1; i <= 20; i++) {
    await on.mouse.move(...at(0.2 + i * 0.03, 0.5 + 0.25 * Math.sin(i / 2)));
  }
  await on.mouse.up();
  await on.mouse.move(...at(0.5, 0.15));
  await on.mouse.down();
  for (let i = 1; i <= 10; i++) await on.mouse.move(...at(0.5, 0.15 + i * 0.07));
  await on.mouse.up();
}

/** A name as a finger writes it, as data. */
const NAME: Drawn = {
  strokes: [
    {
      points: Array.from({ length: 30 }, (_, i) => ({
        x: 100 + 20 * i,
        y: 200 + 5 * i,
        t: 15 * i,
      })),
    },
    { points: [150, 400, 700].map((x, i) => ({ x, y: 80 + 90 * i, t: 500 + 50 * i })) },
  ],
};

/** Signs the one paper somebody has, all the pages they were given, without a page to show it on. */
export async function signAll(url: string): Promise<void> {
  const { path, paper } = await onlyPaper(url);
  const pages = (paper.pages ?? []).map((page) => page.sha256);
  await post(`${path}/signature`, { drawn: NAME, sha256: paper.sha256, pages });
}

/** The finished file of the one paper somebody has. */
export async function signedFile(url: string): Promise<Buffer> {
  const { path } = await onlyPaper(url);
  return Buffer.from(await (await fetch(`${BASE_URL}/api${path}/file`)).arrayBuffer());
}

async function onlyPaper(url: string): Promise<{ path: string; paper: PartyMinutes }> {
  const list = `/papers/${await papersCode(url)}/minutes`;
  const [paper] = (await (await fetch(`${BASE_URL}/api${list}`)).json()) as PartyMinutes[];
  if (!paper) throw new Error('no paper');
  return { path: `${list}/${paper.id}`, paper };
}
