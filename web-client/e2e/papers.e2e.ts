import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL, book, PASSWORD, USERNAME, type Booked } from './room-desk';
import { desk, launch, openRoom, phone, shot } from './room-people';
import { look, signIn } from './staff-pages';

/** Minutes and an agreement, as they are written. */
let browser: Browser;
let office: BrowserContext;
let page: Page;
let booked: Booked;
let applicant: Page;

const PHONE = { width: 390, height: 844 };
const WORDS = '申请人说：医药费一共三千二百元，有发票。被申请人认可。';

beforeAll(async () => {
  browser = await launch();
  office = await desk(browser);
  booked = await book();
});

afterAll(async () => {
  await browser?.close();
});

const codeOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

async function post<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${BASE_URL}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The papers of somebody who holds a link to the room, on their own phone. */
async function papersOf(url: string): Promise<Page> {
  const { code } = await post<{ code: string }>(`/join/${codeOf(url)}/papers`);
  const context = await phone(browser);
  const own = await context.newPage();
  own.setDefaultTimeout(15_000);
  await own.goto(`${BASE_URL}/s/${code}`);
  return own;
}

async function lookOnPhone(on: Page, name: string): Promise<void> {
  await look(on, name);
  await on.setViewportSize(PHONE);
}

describe('minutes', () => {
  test('are written beside the picture, and a crash loses no word', async () => {
    page = await openRoom(office, booked.sitting.id);
    page.setDefaultTimeout(15_000);
    await page.click('[data-do="minutes"]');
    await page.click('[data-begin-minutes]');
    const field = page.locator('[data-field="statements"]');
    await field.fill(WORDS);
    await page.locator('[data-state="saved"]').waitFor();
    // The page dies while words are on their way.
    await page.route('**/api/minutes/*/text', (route) => route.abort());
    await field.fill(`${WORDS}还有误工费。`);
    await page.locator('[data-state="offline"]').waitFor();
    await page.close();

    page = await openRoom(office, booked.sitting.id);
    page.setDefaultTimeout(15_000);
    await page.click('[data-do="minutes"]');
    await expect
      .poll(() => page.locator('[data-field="statements"]').inputValue())
      .toBe(`${WORDS}还有误工费。`);
    await page.locator('[data-state="saved"]').waitFor();
    await shot(page, 'room-minutes-desktop');
  });

  test('are read by a party once shared, who asks for a correction and is answered', async () => {
    applicant = await papersOf(booked.applicantUrl);
    await applicant.getByText('现在没有需要您看的文书').waitFor();
    await page.click('[data-share]');
    await applicant.locator('[data-paper]').click();
    await applicant.getByText('还有误工费').waitFor();
    await applicant.click('[data-ask]');
    await applicant.fill('[data-wish]', '误工费是五百元，请写上数目。');
    await lookOnPhone(applicant, 'papers-correction');
    await applicant.click('[data-send-wish]');
    await applicant.getByText('等调解员答复').waitFor();

    await page.locator('[data-correction]').waitFor();
    await shot(page, 'room-minutes-correction-desktop');
    await page.click('[data-accept]');
    await page.fill('[data-field="statements"]', `${WORDS}误工费五百元。`);
    await page.locator('[data-state="saved"]').waitFor();
    await applicant.getByText('误工费五百元').waitFor();
    await applicant.getByText('已采纳').waitFor();
    await lookOnPhone(applicant, 'papers-minutes-live');
  });
});

describe('an agreement', () => {
  test('names what is unclear before anybody can sign', async () => {
    page = await office.newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, USERNAME, PASSWORD);
    await page.goto(`${BASE_URL}/cases/${booked.caseId}`);
    await page.click('[data-begin-agreement]');
    await page.click('[data-begin]');
    await page.locator('[data-unclear]').waitFor();
    await page.click('[data-add-term]');
    await page.click('[data-save]');
    await page.getByText('没有写由谁履行').first().waitFor();
    expect(await page.locator('[data-open-signing]').isDisabled()).toBe(true);
    await look(page, 'agreement-unclear');
  });

  test('is excluded from electronic signing where the law says so', async () => {
    await page.getByLabel('涉及事项').selectOption('INHERITANCE');
    await page.click('[data-save]');
    await page.locator('[data-excluded]').waitFor();
    expect(await page.locator('[data-excluded]').innerText()).toContain('《电子签名法》第三条');
    await look(page, 'agreement-excluded');
    await page.getByLabel('涉及事项').selectOption('ORDINARY');
  });
});
