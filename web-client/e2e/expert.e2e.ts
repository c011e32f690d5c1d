import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL, PASSWORD, USERNAME, book, type Booked } from './room-desk';
import { desk, hearAndSee, launch, phone, shot, until, walkIn } from './room-people';
import { faults, look, signIn } from './staff-pages';

/** An expert called into a running mediation: panel, asking, ringing, the objection of a party. */
let browser: Browser;
let booked: Booked;
let chief: Page;
let mediator: Page;
let room: Page;
let party: Page;
const experts: { name: string; username: string; page: Page }[] = [];
let rung: Page;

const QUESTION = '电动自行车逆行，责任应当怎样划分？';
const SUMMARY = '两车在村口相撞，一人骨折，双方对责任比例有争议。';

beforeAll(async () => {
  browser = await launch();
  booked = await book();
  const office = await desk(browser);
  mediator = await office.newPage();
  room = await office.newPage();
  chief = await (await desk(browser)).newPage();
  party = await (await phone(browser)).newPage();
  for (const [name, username] of [
    ['陈律师', 'expert'],
    ['何律师', 'expert2'],
  ] as const) {
    const page = await (await phone(browser)).newPage();
    experts.push({ name, username, page });
  }
  for (const page of [chief, mediator, room, party, ...experts.map((one) => one.page)]) {
    page.setDefaultTimeout(20_000);
  }
});

afterAll(async () => {
  await browser?.close();
});

/** Held against nothing at once, so that the walk goes on; the last test looks at them. */
const found: string[] = [];
async function accessible(page: Page, what: string): Promise<void> {
  found.push(...(await faults(page)).map((fault) => `${what}: ${fault}`));
}

async function enter(page: Page, username: string): Promise<void> {
  await signIn(page, username, PASSWORD);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** A week from now, where the demonstration has planned no shifts. */
function later(): string {
  const day = new Date(Date.now() + 9 * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(day);
}

describe('an expert call', () => {
  test('has a panel with its order and shifts, kept by the duty chief', async () => {
    await enter(chief, 'chief');
    await chief.goto(`${BASE_URL}/experts`);
    await chief.locator('[data-order] li').first().waitFor();
    await look(chief, 'expert-panel');
    await chief.click('[data-add-expert]');
    const accounts = chief.locator('[data-account]');
    await until(async () => (await accounts.locator('option').count()) > 2, 'the accounts');
    await accounts.selectOption({ label: '周审判 · 审判员' });
    await chief.locator('[data-specialty]').first().click();
    await chief.fill('[data-phone]', '13900000009');
    await look(chief, 'expert-add');
    await chief.click('[data-save-expert]');
    await chief.getByRole('rowheader', { name: /周审判/ }).waitFor();
    await chief.getByRole('button', { name: '下一周' }).click();
    let slot = chief.locator(`[data-add-shift="周审判 ${later()}"]`);
    if ((await slot.count()) === 0) {
      await chief.getByRole('button', { name: '下一周' }).click();
      slot = chief.locator(`[data-add-shift="周审判 ${later()}"]`);
    }
    await slot.click();
    await chief.fill('[data-from]', '20:00');
    await chief.fill('[data-to]', '08:00');
    await chief.click('[data-save-shift]');
    await chief.getByText('20:00–08:00').waitFor();
  });

  test('is asked for from a running mediation, with what is shared for it', async () => {
    await enter(mediator, USERNAME);
    await room.goto(`${BASE_URL}/room/${booked.sitting.id}`);
    await room.waitForSelector('.desk-room');
    await walkIn(party, booked.applicantUrl);
    await room.locator('[data-admit]').first().click();
    await party.waitForSelector('.phone-room');
    for (const one of experts) await enter(one.page, one.username);

    await mediator.goto(`${BASE_URL}/sittings/${booked.sitting.id}`);
    await until(
      async () => (await mediator.locator('[data-ask-summary]').inputValue()).includes('摩托车'),
      'the facts to be filled in',
    );
    await mediator.fill('[data-ask-question]', QUESTION);
    await mediator.fill('[data-ask-summary]', SUMMARY);
    await mediator.locator('[data-ask-expert]').scrollIntoViewIfNeeded();
    await accessible(mediator, 'asking for an expert');
    await shot(mediator, 'expert-ask-desktop');
    await mediator.click('[data-ask]');
    await mediator.locator('[data-state="RINGING"]').waitFor();
  });

  test('rings one after the other, and the second one takes it', async () => {
    const first = await whoIsRung();
    await accessible(first.page, 'ringing');
    await shot(first.page, 'expert-ringing-phone');
    await first.page.click('[data-decline]');
    const second = await whoIsRung(first.name);
    expect(second.name).not.toBe(first.name);
    rung = second.page;
    await rung.click('[data-accept]');
    await rung.getByText(QUESTION).first().waitFor();
    expect(await rung.locator('[data-summary]').innerText()).toBe(SUMMARY);
    expect(await rung.locator('main').innerText()).not.toContain('13800000001');
    await look(rung, 'expert-shared');
    await rung.setViewportSize({ width: 390, height: 844 });
    await mediator.locator('[data-state="ACCEPTED"]').waitFor();
    await shot(mediator, 'expert-accepted-desktop');
  });

  test('joins as a third party, whom a party may object to', async () => {
    await rung.click('[data-enter]');
    await rung.waitForSelector('.wait[data-place="LOBBY"]');
    await room.locator('[data-admit]').first().click();
    await rung.waitForSelector('.phone-room');
    await hearAndSee(rung);
    await party.waitForSelector('[data-object]');
    await shot(party, 'expert-room-phone');
    await party.click('[data-object]');
    await party.locator('dialog[open] textarea').fill('他是对方的远房亲戚。');
    await accessible(party, 'objecting');
    await shot(party, 'expert-objection-phone');
    await party.click('dialog[open] [data-send]');
    await rung.waitForSelector('.strip[data-room="LOBBY"]');
    await room.waitForSelector('[data-dismiss]');
    await shot(room, 'expert-objection-desktop');
    await room.click('[data-dismiss]');
    await rung.waitForSelector('.strip[data-room="LOBBY"]', { state: 'detached' });
    await hearAndSee(rung);
  });

  test('leaves, and sees nothing more once the mediation is over', async () => {
    await rung.click('[data-do="leave"]');
    await rung.waitForSelector('[data-end]');
    await room.click('[data-do="leave"]');
    await room.click('[data-do="end"]');
    await party.waitForSelector('[data-end="closed"]');
    await rung.goBack();
    await rung.goto(`${BASE_URL}/`);
    await rung.locator('main').waitFor();
    expect(await rung.getByText(QUESTION).count()).toBe(0);
  });

  test('can be used by everybody on the way', () => {
    expect(found).toEqual([]);
  });
});

/** Whoever of the two hears the bell. */
async function whoIsRung(besides = ''): Promise<(typeof experts)[number]> {
  let found: (typeof experts)[number] | undefined;
  await until(async () => {
    for (const one of experts) {
      if (one.name !== besides && (await one.page.locator('[data-accept]').count()) > 0) {
        found = one;
      }
    }
    return found !== undefined;
  }, 'an expert to be rung');
  if (!found) throw new Error('nobody is rung');
  return found;
}
