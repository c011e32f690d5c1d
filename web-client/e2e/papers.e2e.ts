import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL, book, PASSWORD, USERNAME, type Booked } from './room-desk';
import { desk, launch, openRoom, phone, shot, walkIn } from './room-people';
import { papersCode, write } from './paper-hand';
import { look, signIn } from './staff-pages';

/** Minutes and an agreement, from the first word to the file that verifies. */
let browser: Browser;
let office: BrowserContext;
let page: Page;
let booked: Booked;
let applicant: Page;
let respondent: Page;

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

/** The papers of somebody who holds a link to the room, on their own phone. */
async function papersOf(url: string): Promise<Page> {
  const code = await papersCode(url);
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

  test('are signed page by page by all, and every page has its signatures', async () => {
    await page.click('[data-open-signing]');
    respondent = await papersOf(booked.respondentUrl);
    for (const own of [applicant, respondent]) {
      if (own === respondent) await own.locator('[data-paper]').click();
      await own.locator('[data-page]').waitFor();
      if (own === applicant) await lookOnPhone(own, 'papers-minutes-page');
      await own.click('[data-next-page]');
      await own.locator('[data-send-code]').waitFor();
      if (own === applicant) {
        await own.click('[data-send-code]');
        await own.locator('[data-digits]').waitFor();
        await lookOnPhone(own, 'papers-proof');
      }
      await page.locator('[data-seen]').first().click();
      await own.locator('[data-pad]').waitFor();
      await write(own);
      if (own === applicant) await lookOnPhone(own, 'papers-sign');
      await own.click('[data-submit]');
      await own.getByText('您已签名').waitFor();
      await page.reload();
      await page.click('[data-do="minutes"]');
    }
    await page.click('[data-sign-minutes]');
    await page.click('[data-next-page]');
    await write(page);
    await page.click('[data-submit]');
    await page.getByText('已签完').waitFor();
    await shot(page, 'room-minutes-signed-desktop');
  });

  test('are at hand in the room itself, on a phone', async () => {
    const context = await phone(browser);
    const guest = await context.newPage();
    guest.setDefaultTimeout(20_000);
    await walkIn(guest, booked.applicantUrl);
    await page.click('[data-do="people"]');
    await page.locator('[data-admit]').first().click();
    await guest.click('[data-do="more"]');
    await guest.click('[data-do="papers"]');
    await guest.getByText('调解笔录').first().waitFor();
    await shot(guest, 'room-papers-phone');
    await context.close();
  });
});

describe('an agreement', () => {
  let pdf: Buffer;

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

  test('becomes clear, and its versions can be compared', async () => {
    await page.getByLabel('谁履行', { exact: true }).selectOption({ label: '杨强' });
    await page.getByLabel('向谁履行', { exact: true }).selectOption({ label: '陈秀珍' });
    await page.fill('[data-amount]', '3700');
    await page.fill('[data-manner]', '银行转账');
    await page.fill('[data-due]', '2030-12-31');
    await page.click('[data-save]');
    await page.getByRole('listitem').filter({ hasText: '“各方责任”后面还没有写' }).waitFor();
    await page
      .getByLabel('争议事项及各方责任')
      .fill('争议事项：赔偿医药费。\n各方责任：杨强负全部责任。');
    await page.click('[data-save]');
    await page.getByText('都写清楚了').waitFor();
    await page.click('[data-compare]');
    await page.locator('[data-difference]').first().waitFor();
    await look(page, 'agreement-draft');
    await page.click('[data-open-signing]');
    await page.locator('[data-state]', { hasText: '签名中' }).waitFor();
  });

  test('is read and signed on the phones, then by the mediator, then sealed', async () => {
    for (const own of [applicant, respondent]) {
      // Their list is told of it without being opened again.
      await own.click('[data-all-papers]');
      await own.getByText('等您签名').waitFor();
      if (own === applicant) await lookOnPhone(own, 'papers-list');
      await own.locator('[data-paper]', { hasText: '等您签名' }).click();
      await own.getByText('人民币3700.00元').waitFor();
      if (own === applicant) await lookOnPhone(own, 'papers-agreement');
      await own.click('[data-sign]');
      await write(own);
      await own.click('[data-submit]');
      await own.getByText('您已签名').waitFor();
    }
    await page.reload();
    await page.click('[data-sign]');
    await write(page);
    await look(page, 'agreement-mediator-signs');
    await page.click('[data-submit]');
    await page.click('[data-seal]');
    await page.locator('[data-state]', { hasText: '已生效' }).waitFor();
    await page.locator('[data-clock]').waitFor();
    await look(page, 'agreement-effective');
    await applicant.reload();
    await applicant.locator('[data-paper]', { hasText: '协议' }).click();
    await applicant.locator('[data-clock]').waitFor();
    await lookOnPhone(applicant, 'papers-agreement-effective');
  });

  test('is a PDF that its verification page knows, and a changed byte is another file', async () => {
    const href = await applicant.locator('[data-file]').getAttribute('href');
    const answer = await fetch(`${BASE_URL}${href}`);
    pdf = Buffer.from(await answer.arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const verify = await page.locator('[data-verify]').getAttribute('href');
    const anyone = await (await phone(browser)).newPage();
    await anyone.goto(`${BASE_URL}${verify}`);
    await anyone.getByText('完好').waitFor();
    const input = anyone.locator('input[type="file"]');
    const file = { name: 'a.pdf', mimeType: 'application/pdf', buffer: pdf };
    await input.setInputFiles(file);
    await anyone.locator('[data-same]').waitFor();
    await lookOnPhone(anyone, 'verify-same');
    const changed = Buffer.from(pdf);
    changed[pdf.length >> 1] = (changed[pdf.length >> 1] ?? 0) ^ 1;
    await input.setInputFiles({ ...file, buffer: changed });
    await anyone.locator('[data-other]').waitFor();
    await lookOnPhone(anyone, 'verify-other');
    expect(await anyone.getByText('陈秀珍').count()).toBe(0);
  });
});
