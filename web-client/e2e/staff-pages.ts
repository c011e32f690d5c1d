import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { BASE_URL } from './room-desk';

export const SCREENS = fileURLToPath(new URL('../../docs/screens/', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 640 };

/** A demo mediator with cases and sittings of her own. */
const USER = process.env['DEMO_USER'] ?? 'mediator';
const USER_PASSWORD = process.env['DEMO_PASSWORD'] ?? 'maple-demo-2026';

export async function signIn(page: Page, username = USER, password = USER_PASSWORD): Promise<void> {
  await page.goto(`${BASE_URL}/sign-in`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** What axe finds wrong, as sentences. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const result = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
    }),
  );
  return result.violations.map((violation) => {
    const nodes = violation.nodes.map((node) => node.target.join(' '));
    return `${violation.id}: ${nodes.join(', ')}`;
  });
}

/**
 * Looks at a page as it is now, at a desk and on a phone: takes its pictures, and holds it to the
 * accessibility rules and to fitting its width, down to 320 px.
 */
export async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const [size, viewport] of [
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ] as const) {
    await page.setViewportSize(viewport);
    // A dialogue belongs to the window, and a phone's bar to its lower edge.
    const whole = size === 'desktop' && (await page.locator('dialog[open]').count()) === 0;
    await page.screenshot({
      path: `${SCREENS}${name}-${size}.png`,
      animations: 'disabled',
      fullPage: whole,
    });
    expect(await faults(page), `${name} on a ${size}`).toEqual([]);
    expect(await overflow(page), `${name} wider than a ${size}`).toBe(0);
  }
  await page.setViewportSize(NARROW);
  expect(await overflow(page), `${name} wider than 320 px`).toBe(0);
  await page.setViewportSize(DESKTOP);
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
