import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL, Desk, PASSWORD, USERNAME } from './room-desk';
import {
  desk,
  hearAndSee,
  launch,
  phone,
  received,
  receivedDuring,
  shot,
  until,
} from './room-people';
import { faults, look, signIn } from './staff-pages';

/** A lecture from booking to its attendance list: its host, a villager on a phone, one at a desk. */
let browser: Browser;
let host: Page;
let room: Page;
let villager: Page;
let student: Page;
let caseId = '';
let sittingPage = '';
let address = '';

const VILLAGER = '王大爷';

beforeAll(async () => {
  browser = await launch();
  const office = await desk(browser);
  host = await office.newPage();
  room = await office.newPage();
  villager = await (await phone(browser)).newPage();
  student = await (await desk(browser)).newPage();
  for (const page of [host, room, villager, student]) page.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser?.close();
});

/** The case the lecture explains. */
async function register(): Promise<string> {
  const { desk: clerk, orgCode } = await Desk.signIn();
  const [category] = await clerk.ask<{ code: string }[]>('GET', '/categories');
  const file = await clerk.ask<{ id: string }>('POST', '/cases', {
    title: '以案说法：借条怎么写才有效',
    category: category?.code,
    facts: '两家因一张没有写明还款日的借条发生争执。',
    demand: '归还借款。',
    orgCode,
    parties: [
      { name: '张三丰', phone: '13800000011', side: 'APPLICANT', flags: [] },
      { name: '李四', phone: '13800000012', side: 'RESPONDENT', flags: [] },
    ],
  });
  return file.id;
}

/** Held against nothing at once, so that the walk goes on; the last test looks at them. */
const found: string[] = [];
async function accessible(page: Page, what: string): Promise<void> {
  found.push(...(await faults(page)).map((fault) => `${what}: ${fault}`));
}

describe('a lecture', () => {
  test('is booked by its speaker, and closed until its address is opened', async () => {
    caseId = await register();
    await signIn(host, USERNAME, PASSWORD);
    await host.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await host.goto(`${BASE_URL}/cases/${caseId}/book`);
    await host.getByLabel('事项').selectOption('LECTURE');
    await host.locator('[data-lecturer="周审判"]').click();
    await host.evaluate(() => window.scrollTo(0, 0));
    await look(host, 'lecture-book');
    await host.getByRole('button', { name: '约好', exact: true }).click();
    await host.waitForURL(/\/sittings\//);
    sittingPage = host.url();
    await host.locator('[data-open-address]').click();
    const written = await host.locator('[data-url]').innerText();
    address = new URL(new URL(written).pathname, BASE_URL).href;
    await look(host, 'lecture-address');
  });

  test('lets a villager in without an account, who waits until it begins', async () => {
    await villager.goto(address);
    await villager.fill('[data-name]', VILLAGER);
    await villager.fill('[data-village]', '安富村');
    await look(villager, 'lecture-entry');
    await villager.setViewportSize({ width: 390, height: 844 });
    await villager.click('[data-listen]');
    await villager.waitForSelector('.wait[data-place="LOBBY"]');
    await accessible(villager, 'waiting');
    await shot(villager, 'lecture-wait-phone');
  });

  test('begins when its host comes, and is seen and heard by all', async () => {
    await room.goto(sittingPage.replace('/sittings/', '/room/'));
    await room.waitForSelector('.desk-room');
    await villager.waitForSelector('.listen');
    await student.goto(address);
    await student.click('[data-listen]');
    await student.waitForSelector('.listen');
    await hearAndSee(villager);
    await hearAndSee(student);
    expect(await villager.locator('video').count()).toBeGreaterThan(0);
    await accessible(villager, 'listening');
    await accessible(student, 'listening at a desk');
    await shot(villager, 'lecture-listen-phone');
    await shot(student, 'lecture-listen-desktop');
    await room.click('.desk-room__tabs [data-do="recording"]');
    await room.click('[data-recording="start"]');
    await villager.waitForSelector('.notice--recording');
  });

  test('has its questions moderated', async () => {
    await villager.click('[data-do="ask"]');
    await villager.fill('[data-question]', '没有借条，微信转账记录有用吗？');
    await shot(villager, 'lecture-question-phone');
    await villager.click('[data-send-question]');
    await villager.waitForSelector('[data-mine]');
    await accessible(villager, 'a question');
    await villager.keyboard.press('Escape');
    await villager.click('[data-do="hand"]');
    await room.click('.desk-room__tabs [data-do="procedure"]');
    await room.waitForSelector('[data-hand]');
    await room.waitForSelector('[data-question-row]');
    expect(await student.locator('[data-shown]').count()).toBe(0);
    await accessible(room, 'moderating');
    await shot(room, 'lecture-host-desktop');
    await room.click('[data-take-question]');
    await student.waitForSelector('[data-shown]');
    expect(await student.locator('[data-questions]').innerText()).not.toContain(VILLAGER);
    await room.click('[data-close-question]');
    await student.waitForSelector('[data-shown]', { state: 'detached' });
  });

  test('gives a listener the floor and takes it again', async () => {
    await room.click('[data-give-floor]');
    await villager.waitForSelector('[data-floor]');
    await accessible(villager, 'the floor');
    await shot(villager, 'lecture-floor-phone');
    const before = await received(room);
    await villager.click('[data-do="speak"]');
    await villager.click('[data-record="no"]');
    await until(
      async () => (await received(room)).audioEnergy > before.audioEnergy + 0.001,
      'the host to hear the villager',
    );
    await student.getByText(`${VILLAGER} 正在发言`).waitFor();
    await room.click('[data-take-floor]');
    await villager.waitForSelector('[data-floor]', { state: 'detached' });
    await student.getByText(`${VILLAGER} 正在发言`).waitFor({ state: 'detached' });
  });

  test('goes on as sound alone where the listener wants it so', async () => {
    await villager.click('[data-do="sound"]');
    await until(async () => {
      const now = await receivedDuring(villager, 800);
      return now.framesDecoded === 0 && now.audioPackets > 10;
    }, 'the picture to stop and the sound to go on');
    await villager.click('[data-do="sound"]');
    await hearAndSee(villager);
  });

  test('ends with an attendance list and a recording', async () => {
    await room.click('[data-do="leave"]');
    await room.click('[data-do="end"]');
    await villager.waitForSelector('[data-end="closed"]');
    await host.goto(sittingPage);
    await host.locator('[data-attended]').first().waitFor();
    expect(await host.locator('[data-attended]').count()).toBe(3);
    await host.locator('[data-open-replay]').waitFor();
    await look(host, 'lecture-attendance');
    const [file] = await Promise.all([
      host.waitForEvent('download'),
      host.click('[data-download]'),
    ]);
    const table = readFileSync(await file.path(), 'utf8');
    expect(table.charCodeAt(0)).toBe(0xfeff);
    expect(table).toContain(VILLAGER);
    await host.click('[data-open-replay]');
    await host.waitForURL(/\/recordings\//);
    await villager.goto(address);
    await villager.getByText('这场讲座已经结束').waitFor();
    await accessible(villager, 'an address that is over');
    await host.goto(sittingPage);
    await host.click('[data-open-public]', { timeout: 40_000 });
    await host.waitForSelector('[data-replay] [data-close]');
    await villager.reload();
    await villager.waitForSelector('[data-replay-page]');
    await villager.locator('[data-chapter]').nth(1).click();
    await until(
      () => villager.$eval('video', (v) => (v as HTMLVideoElement).currentTime > 0.5),
      'the recording to play',
    );
    await accessible(villager, 'the recording');
    await shot(villager, 'lecture-replay-phone');
  });

  test('can be used by everybody on the way', () => {
    expect(found).toEqual([]);
  });
});
