import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL, PASSWORD } from './room-desk';
import { desk, hearAndSee, launch, phone, shot, until } from './room-people';
import { look, signIn } from './staff-pages';

/** A consultation from booking on a phone to its notes, with everybody who has a part in it. */
const PHONE = '13700000001';
const ALIAS = '小雨';

let browser: Browser;
let practice: BrowserContext;
let counsellor: Page;
let chief: Page;
let client: Page;
let sittingId = '';

beforeAll(async () => {
  browser = await launch();
  practice = await desk(browser);
  counsellor = await practice.newPage();
  counsellor.setDefaultTimeout(20_000);
  chief = await (await desk(browser)).newPage();
  chief.setDefaultTimeout(20_000);
  client = await (await phone(browser)).newPage();
  client.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser?.close();
});

interface Sms {
  to: string;
  text: string;
}

/** The newest text message of a phone that holds some words. */
async function sms(words: string, to = PHONE): Promise<string> {
  let found = '';
  await until(async () => {
    const all = (await (await fetch(process.env['SMS_URL'] ?? '')).json()) as Sms[];
    found = all.filter((one) => one.to === to && one.text.includes(words)).at(-1)?.text ?? '';
    return found !== '';
  }, `a message with ${words}`);
  return found;
}

/** Every hour of every day, so that a slot begins soon whenever this runs. */
async function publish(): Promise<void> {
  const answer = await fetch(`${BASE_URL}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'counsellor', password: PASSWORD }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    fromMinute: 0,
    toMinute: 1440,
  }));
  const published = await fetch(`${BASE_URL}/api/consultations/hours`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ hours }),
  });
  expect(published.status).toBe(200);
}

async function draw(page: Page): Promise<void> {
  const pad = page.locator('[data-pad]');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no field to sign in');
  await page.mouse.move(box.x + 30, box.y + box.height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 20; i++) {
    await page.mouse.move(box.x + 30 + i * 9, box.y + box.height / 2 + 30 * Math.sin(i));
  }
  await page.mouse.up();
}

async function lookOnPhone(name: string): Promise<void> {
  await look(client, name);
  await client.setViewportSize({ width: 390, height: 844 });
}

describe('a consultation', () => {
  test('is offered by its counsellor', async () => {
    await publish();
    await signIn(counsellor, 'counsellor', PASSWORD);
    await counsellor.locator('[data-publish]').waitFor();
    await look(counsellor, 'consultation-hours');
  });

  test('is booked by a client on a phone, by alias', async () => {
    await client.goto(`${BASE_URL}/c`);
    await client.locator('[data-slot]').first().click();
    await lookOnPhone('consultation-book');
    await client.click('[data-next]');
    await client.fill('[data-alias]', ALIAS);
    await client.fill('[data-phone]', PHONE);
    await client.selectOption('[data-age]', 'ADULT');
    await lookOnPhone('consultation-book-who');
    await client.click('[data-next]');
    await client.fill('[data-digits]', /(\d{6})/.exec(await sms('验证码'))?.[1] ?? '');
    await client.click('[data-prove]');
    await client.locator('[data-to-link]').waitFor();
    await lookOnPhone('consultation-booked');
    expect(await sms('/j/')).not.toContain(ALIAS);
    await client.click('[data-to-link]');
    await client.locator('[data-change]').waitFor();
    await lookOnPhone('consultation-invitation');
  });

  test('wants a place, a contact and a signature first', async () => {
    await client.click('[data-next]');
    await client.fill('[data-place]', '安富街道家中');
    await client.fill('[data-contact]', '姐姐');
    await client.fill('[data-contact-phone]', '13800009999');
    await lookOnPhone('consultation-place');
    await client.click('[data-next]');
    await draw(client);
    await lookOnPhone('consultation-sheet');
    await client.click('[data-sign]');
    await client.waitForSelector('.sentences');
    await client.click('[data-next]');
    await client.waitForSelector('[data-start], [data-play]');
    if (await client.isVisible('[data-start]')) {
      await client.click('[data-start]', { timeout: 3000 }).catch(() => undefined);
    }
    await client.click('[data-play]');
    await client.click('[data-hear]');
    await client.click('.step__foot [data-next]');
    await client.waitForSelector('.wait[data-place="LOBBY"]');
  });

  test('is entered by its counsellor, who sees who comes', async () => {
    await counsellor.reload();
    const entry = counsellor.locator('[data-consultation]').first();
    sittingId = (await entry.getAttribute('data-consultation')) ?? '';
    await entry.click();
    await counsellor.getByText('13800009999').waitFor();
    await counsellor.fill('[data-my-place]', '中心 3 楼咨询室');
    await counsellor.click('[data-say-place]');
    await counsellor.getByText('中心 3 楼咨询室').waitFor();
    await look(counsellor, 'consultation-before');
    await counsellor.click('[data-enter]');
    await counsellor.waitForSelector('.desk-room');
    await counsellor.locator('[data-admit]').first().click();
    await client.waitForSelector('.phone-room');
    await hearAndSee(counsellor);
    await hearAndSee(client);
    await shot(client, 'consultation-room-phone');
    await shot(counsellor, 'consultation-room-desktop');
  });

  test('is recorded by the client’s signature alone, and stopped by the client', async () => {
    await counsellor.click('.desk-room__tabs [data-do="recording"]');
    await counsellor.click('[data-recording="start"]');
    await counsellor.locator('.notice--wrong').waitFor();
    expect(await counsellor.locator('.notice--wrong').innerText()).toContain('签名');
    await counsellor.click('[data-recording="ask"]');
    await client.click('[data-consent="yes"]');
    await draw(client);
    await shot(client, 'consultation-recording-sheet-phone');
    await client.click('[data-sign]');
    await counsellor.locator('.recording .m-tag--good').waitFor();
    await counsellor.click('[data-recording="start"]');
    await client.waitForSelector('.notice--recording');
    await shot(client, 'consultation-recorded-phone');
    await client.click('[data-consent="withdraw"]');
    await client.waitForSelector('.notice--recording', { state: 'detached' });
    await counsellor.waitForSelector('.notice--recording', { state: 'detached' });
  });

  test('has its crisis answered by others who know a number only', async () => {
    await counsellor.click('.desk-room__tabs [data-do="procedure"]');
    await counsellor.click('[data-crisis="L3"]');
    await counsellor.locator('[data-duty="EMERGENCY_CALLED"]').waitFor();
    await shot(counsellor, 'consultation-crisis-room-desktop');
    await signIn(chief, 'chief', PASSWORD);
    await chief.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await chief.goto(`${BASE_URL}/crises`);
    await chief.locator('[data-duty="CHIEF_ANSWERS"]').waitFor();
    expect(await chief.locator('main').innerText()).not.toContain(ALIAS);
    await chief.click('[data-done="CHIEF_ANSWERS"]');
    await look(chief, 'consultation-crises');
    await chief.click('[data-break-glass]');
    await chief.fill('dialog [data-recipient]', '120 急救中心');
    await chief.fill('dialog [data-reason]', '来访者正在实施');
    await look(chief, 'consultation-break-glass');
    await chief.click('[data-break-now]');
    await chief.locator('dialog [data-told]').waitFor();
    expect(await chief.locator('dialog [data-told]').innerText()).toContain('安富街道家中');
    await chief.keyboard.press('Escape');
    await counsellor.click('[data-crisis="L0"]');
  });

  test('ends with notes that are for the counsellor alone', async () => {
    await counsellor.click('[data-do="leave"]');
    await counsellor.click('[data-do="end"]');
    await client.waitForSelector('[data-end="closed"]');
    await counsellor.goto(`${BASE_URL}/consultations/${sittingId}`);
    await counsellor.fill('[data-notes]', '首次咨询。来访者情绪已平稳，约定下周。');
    await counsellor.click('[data-save-notes]');
    await counsellor.fill('[data-outcome]', '已与急救人员交接，来访者安全。');
    await counsellor.click('[data-end-crisis]');
    await counsellor.locator('[data-crisis-open]').waitFor({ state: 'detached' });
    await look(counsellor, 'consultation-notes');
    await counsellor.click('[data-close]');
    await counsellor.getByText('已结案').waitFor();

    await chief.reload();
    await chief.locator('[data-review]').fill('处置及时，交接完整。');
    await chief.click('[data-review-now]');
    await chief.getByText('没有危机').waitFor();
    await chief.goto(`${BASE_URL}/outbox`);
    await chief.locator('.outbox').waitFor();
    expect(await chief.locator('main').innerText()).not.toContain(ALIAS);
    // Another counsellor looks at the broken glass.
    const colleague = await (await desk(browser)).newPage();
    await signIn(colleague, 'counsellor2', PASSWORD);
    await colleague.waitForURL((url) => url.pathname === '/consultations');
    await colleague.goto(`${BASE_URL}/crises`);
    await colleague.locator('[data-opinion]').fill('生命危险，合理。');
    await look(colleague, 'consultation-review');
    await colleague.click('[data-justified]');
    await colleague.getByText('没有等待处理的披露').waitFor();
  });
});

describe('a minor', () => {
  const OWN = '13700000002';
  const GUARDIAN = '13700000003';
  const digits = async (to: string) => /(\d{6})/.exec(await sms('验证码', to))?.[1] ?? '';

  test('waits until a guardian has signed, and may cancel without a reason', async () => {
    const minor = await (await phone(browser)).newPage();
    minor.setDefaultTimeout(20_000);
    await minor.goto(`${BASE_URL}/c`);
    await minor.locator('[data-slot]').last().click();
    await minor.click('[data-next]');
    await minor.fill('[data-alias]', '小星');
    await minor.fill('[data-phone]', OWN);
    await minor.selectOption('[data-age]', 'CHILD');
    await minor.fill('[data-guardian]', '王某某');
    await minor.fill('[data-guardian-phone]', GUARDIAN);
    await minor.click('[data-next]');
    await minor.fill('[data-digits]', await digits(OWN));
    await minor.click('[data-prove]');
    await minor.click('[data-to-link]');
    await minor.click('[data-next]');
    await minor.fill('[data-place]', '学校');
    await minor.fill('[data-contact]', '班主任');
    await minor.fill('[data-contact-phone]', '13800008888');
    await minor.click('[data-next]');
    await draw(minor);
    await minor.click('[data-sign]');
    await minor.locator('[data-reload]').waitFor();
    await look(minor, 'consultation-guardian-awaited');

    const guardian = await (await phone(browser)).newPage();
    guardian.setDefaultTimeout(20_000);
    await guardian.goto(/https?:\S+\/g\/[\w-]+/.exec(await sms('/g/', GUARDIAN))?.[0] ?? '');
    await guardian.click('[data-send-code]');
    await guardian.fill('[data-digits]', await digits(GUARDIAN));
    await guardian.click('[data-prove]');
    await draw(guardian);
    await look(guardian, 'consultation-guardian');
    await guardian.click('[data-sign]');
    await guardian.getByText('您已签名同意').waitFor();

    await minor.click('[data-reload]');
    await minor.waitForSelector('.sentences');
    await minor.goto(minor.url().replace(/#.*/, '#invitation'));
    await minor.click('[data-cancel]');
    await minor.click('[data-cancel-now]');
    await minor.getByText('已取消').waitFor();
    expect(await sms('已取消', OWN)).not.toContain('小星');
  });
});
