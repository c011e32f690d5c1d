import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sitting } from '../src/api/types';
import { BASE_URL, Desk, linkOf, PASSWORD, register } from './room-desk';
import {
  desk,
  hearAndSee,
  launch,
  openRoom,
  phone,
  receivedDuring,
  seeMoving,
  shot,
  until,
  walkIn,
} from './room-people';
import { look, signIn } from './staff-pages';

/** A mediation with everybody who may come to one, from the booking to the end. */
const CO_MEDIATOR = { name: '王调解', username: 'mediator2' };
const GUESTS = [
  { role: '亲友陪同', side: '申请人', name: '陈小明', phone: '13800000011' },
  { role: '受邀人员', side: '', name: '周邻居', phone: '13800000012' },
  { role: '翻译', side: '', name: '阿木', phone: '13800000013' },
  { role: '专家', side: '', name: '林医生', phone: '13800000014' },
];

let browser: Browser;
let staff: Desk;
let caseId = '';
let sitting: Sitting;
let mediator: Page;
let second: Page;
let applicant: Page;
let respondent: Page;
let helper: Page;

beforeAll(async () => {
  // Eight people on two cores: their cameras draw slowly.
  browser = await launch(['--use-fake-device-for-media-stream=fps=10']);
  const signedIn = await Desk.signIn();
  staff = signedIn.desk;
  caseId = (await register(staff, signedIn.orgCode)).id;
});

afterAll(async () => {
  await browser?.close();
});

/** Brings people in by their links, and has the mediator let them in. */
async function bringIn(...roles: string[]): Promise<Page[]> {
  const pages = await Promise.all(roles.map(comeTo));
  await mediator.click('.desk-room__tabs [data-do="people"]');
  for (const role of roles) await mediator.click(`[data-admit="${idOf(role)}"]`);
  await Promise.all(pages.map((page) => page.waitForSelector('.phone-room')));
  return pages;
}

async function comeTo(role: string): Promise<Page> {
  const page = await (await phone(browser)).newPage();
  page.setDefaultTimeout(20_000);
  await walkIn(page, await linkOf(staff, sitting, role));
  return page;
}

function idOf(role: string): string {
  return sitting.participants.find((p) => p.role === role && !p.host)?.id ?? '';
}

/** Books, and where somebody is taken at that hour, books from when they are free. */
async function bookWhenFree(page: Page): Promise<void> {
  for (;;) {
    await page.getByRole('button', { name: '约好' }).click();
    await page.waitForFunction(
      () => location.pathname.includes('/sittings/') || document.querySelector('[role="alert"]'),
    );
    if (page.url().includes('/sittings/')) return;
    const taken = await page.locator('[role="alert"]').first().innerText();
    if ((await page.locator('.booking__clash').count()) === 0) throw new Error(taken);
    await page.getByLabel('开始时间').fill(/(\d\d:\d\d)\D*$/.exec(taken)?.[1] ?? '');
  }
}

/** Waits until nothing at all arrives on a page. */
async function nothingArrives(page: Page): Promise<void> {
  await until(async () => {
    const got = await receivedDuring(page, 1500);
    return got.framesDecoded === 0 && got.audioPackets === 0;
  }, 'silence outside the caucus');
}

describe('the booking', () => {
  test('names a second mediator and everybody invited, each with a link of their own', async () => {
    const page = await (await desk(browser)).newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, process.env['MAPLE_HOST'] ?? 'mediator3', PASSWORD);
    await page.getByRole('heading', { name: '今天的安排' }).waitFor();
    await page.goto(`${BASE_URL}/cases/${caseId}/book`);
    await page
      .getByLabel('第二位调解员')
      .selectOption({ label: await optionWith(page, CO_MEDIATOR.name) });
    for (const [at, guest] of GUESTS.entries()) {
      await page.click('[data-do="add-guest"]');
      const fields = page.locator(`[data-guest="${at}"]`);
      await fields.getByLabel('身份').selectOption({ label: guest.role });
      if (guest.side) await fields.getByLabel('哪一方').selectOption({ label: guest.side });
      await fields.getByLabel('姓名').fill(guest.name);
      await fields.getByLabel('手机号码').fill(guest.phone);
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    await look(page, 'mediation-booking');
    await bookWhenFree(page);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    sitting = await staff.ask<Sitting>('GET', `/sittings/${id}`);
    expect(sitting.participants.map((p) => p.role).sort()).toEqual(
      [
        'APPLICANT',
        'EXPERT',
        'HELPER',
        'INTERPRETER',
        'INVITED',
        'MEDIATOR',
        'MEDIATOR',
        'RESPONDENT',
      ].sort(),
    );
    await page.context().close();
  });
});

async function optionWith(page: Page, name: string): Promise<string> {
  return page.locator('option', { hasText: name }).first().innerText();
}

describe('the sitting', () => {
  test('both sides come in, and wait until they are asked in', async () => {
    mediator = await openRoom(await desk(browser), sitting.id);
    mediator.setDefaultTimeout(20_000);
    [applicant, respondent] = (await bringIn('APPLICANT', 'RESPONDENT')) as [Page, Page];
    await hearAndSee(respondent);
  });

  test('a neighbour and an interpreter come, and each leaves with one tap', async () => {
    for (const role of ['INVITED', 'INTERPRETER']) {
      const [guest] = (await bringIn(role)) as [Page];
      await hearAndSee(guest);
      if (role === 'INVITED') await shot(mediator, 'mediation-guest-desktop');
      await guest.click('[data-do="leave"]');
      await guest.waitForSelector('[data-end="left"]');
      if (role === 'INVITED') await shot(guest, 'mediation-left-phone');
      await guest.context().close();
    }
  });

  test('a helper and a second mediator stay, and are seen with the role they have', async () => {
    [helper] = (await bringIn('HELPER')) as [Page];
    second = await (await desk(browser)).newPage();
    second.setDefaultTimeout(20_000);
    await signIn(second, CO_MEDIATOR.username, PASSWORD);
    await second.getByRole('heading', { name: '今天的安排' }).waitFor();
    await second.goto(`${BASE_URL}/room/${sitting.id}`);
    await mediator.click(`[data-admit="${idOf('MEDIATOR')}"]`);
    await second.waitForSelector('.desk-room');
    await seeMoving(mediator, idOf('HELPER'));
    for (const words of ['亲友陪同', '被申请人']) {
      await mediator.locator('.person__role', { hasText: words }).first().waitFor();
    }
    await shot(mediator, 'mediation-room-desktop');
    await shot(helper, 'mediation-helper-phone');
  });

  test('an old mother at her son’s phone is named by him and confirmed by the mediator', async () => {
    await respondent.click('[data-do="more"]');
    await shot(respondent, 'mediation-more-phone');
    await respondent.click('[data-do="companion"]');
    await respondent.getByLabel('他（她）的姓名').fill('杨老太');
    await shot(respondent, 'mediation-companion-phone');
    await respondent.click('[data-do="add-companion"]');
    await mediator.locator('.companion', { hasText: '杨老太' }).waitFor();
    await mediator.locator('.companion', { hasText: '等主持人确认' }).waitFor();
    await shot(mediator, 'mediation-companion-desktop');
    await mediator.click('[data-confirm-companion]');
    await respondent.locator('.companion', { hasText: '已确认' }).waitFor();
    await respondent.keyboard.press('Escape');
    await applicant.locator('.face__name', { hasText: '杨强、杨老太' }).first().waitFor();
    await shot(applicant, 'mediation-two-at-one-phone');
  });

  test('one refusal keeps the recorder out and says whose; with every yes it starts', async () => {
    await mediator.keyboard.press('r');
    await mediator.click('[data-recording="ask"]');
    await applicant.click('[data-consent="yes"]');
    await shot(respondent, 'mediation-consent-phone');
    await respondent.click('[data-consent="no"]');
    // Each at a device answers for themselves.
    await respondent.getByText('杨老太：可以把这次调解录下来吗').waitFor();
    await shot(respondent, 'mediation-consent-companion-phone');
    await respondent.click('[data-consent="yes"]');
    await mediator.getByText('不同意').first().waitFor();
    await mediator.click('[data-recording="start"]');
    await mediator.locator('[data-wrong]', { hasText: '杨强' }).waitFor();
    await shot(mediator, 'mediation-refused-desktop');
    await mediator.click('[data-recording="ask"]');
    await respondent.click('[data-consent="yes"]');
    await mediator.click('[data-recording="start"]');
    await respondent.waitForSelector('.notice--recording');
    await shot(respondent, 'mediation-recording-phone');
  });

  test('a silent call for help reaches the mediator and nobody else', async () => {
    await applicant.click('[data-do="more"]');
    await applicant.click('[data-do="help"]');
    await mediator.locator('.notice', { hasText: '陈秀珍' }).waitFor();
    expect(await respondent.getByText('求助').count()).toBe(0);
    await shot(mediator, 'mediation-alarm-desktop');
    await mediator.locator('.notice', { hasText: '陈秀珍' }).getByRole('button').click();
  });

  test('a silent alarm reaches those on duty, and nothing of it shows in the room', async () => {
    const chief = await (await desk(browser)).newPage();
    chief.setDefaultTimeout(20_000);
    await signIn(chief, 'chief', PASSWORD);
    await chief.getByRole('heading', { name: '今天的安排' }).waitFor();
    await mediator.click('.desk-room__tabs [data-do="chat"]');
    await mediator.locator('.chat__form input').focus();
    await mediator.keyboard.press('F8');
    await mediator.click('.desk-room__tabs [data-do="people"]');
    await chief.locator('[data-alarm-bell]', { hasText: '张调解' }).waitFor();
    await look(chief, 'mediation-silent-alarm');
    for (const page of [applicant, respondent, helper, second]) {
      expect(await page.getByText('报警').count()).toBe(0);
      expect(await page.locator('.notice[role="alert"]').count()).toBe(0);
    }
    await chief.click('[data-take-alarm]');
    await chief.locator('[data-alarm-bell]').waitFor({ state: 'detached' });
    await chief.goto(`${BASE_URL}/silent-alarms`);
    await chief.getByText('钱值班 已处理').first().waitFor();
    await chief.context().close();
  });
});

describe('apart and together', () => {
  test('the applicant goes apart with her helper; the others are told and get nothing', async () => {
    await mediator.keyboard.press('c');
    await mediator.click(`[data-apart="${idOf('APPLICANT')}"]`);
    await mediator.click(`[data-apart="${idOf('HELPER')}"]`);
    await shot(mediator, 'mediation-caucus-choose-desktop');
    await mediator.click('[data-do="caucus"]');
    await respondent.waitForSelector('text=调解员正在和另一方谈话');
    await applicant.waitForSelector('.strip[data-room="CAUCUS"]');
    await helper.waitForSelector('.strip[data-room="CAUCUS"]');
    await hearAndSee(applicant);
    await applicant.waitForSelector('[data-unrecorded]');
    await shot(mediator, 'mediation-caucus-desktop');
    await shot(applicant, 'mediation-caucus-inside-phone');
    await shot(respondent, 'mediation-caucus-outside-phone');
  });

  test('what she says may be passed on reaches the other side, the rest does not', async () => {
    await applicant.click('[data-do="more"]');
    await applicant.click('dialog [data-do="chat"]');
    for (const words of ['三千六可以接受', '最低三千二，先别说']) {
      await applicant.fill('.chat__form textarea, .chat__form input', words);
      await applicant.keyboard.press('Enter');
      await applicant.locator('.chat__text', { hasText: words }).waitFor();
    }
    await applicant.keyboard.press('Escape');
    await mediator.click('.desk-room__tabs [data-do="chat"]');
    await mediator
      .locator('.chat__line', { hasText: '三千六可以接受' })
      .locator('[data-do="pass-on-line"]')
      .click();
    await shot(mediator, 'mediation-pass-on-desktop');
    await respondent.click('[data-do="more"]');
    await respondent.click('dialog [data-do="chat"]');
    await respondent.locator('.chat__text', { hasText: '三千六可以接受' }).waitFor();
    expect(await respondent.getByText('三千二').count()).toBe(0);
    await shot(respondent, 'mediation-passed-on-phone');
    await respondent.keyboard.press('Escape');
  });

  test('then the other side goes apart, and the applicant hears nothing', async () => {
    await mediator.keyboard.press('c');
    await mediator.click('[data-do="end-caucus"]');
    await applicant.waitForSelector('.strip', { state: 'detached' });
    await mediator.click(`[data-apart="${idOf('RESPONDENT')}"]`);
    await mediator.click('[data-do="caucus"]');
    await respondent.waitForSelector('.strip[data-room="CAUCUS"]');
    await hearAndSee(respondent);
    await applicant.waitForSelector('text=调解员正在和另一方谈话');
    // The second mediator stays with the applicant; of the mediator apart nothing arrives there.
    await second.click('[data-do="leave"]');
    await second.waitForSelector('[data-end="left"]');
    await helper.click('[data-do="leave"]');
    await helper.waitForSelector('[data-end="left"]');
    await nothingArrives(applicant);
    await respondent.click('[data-do="leave-caucus"]');
    // The mediator does not stay behind alone: where nobody is left to speak with, it is over.
    await respondent.waitForSelector('.strip', { state: 'detached' });
    await hearAndSee(applicant);
  });

  test('a party ends it for good with one tap and a plain question, and the case tells it', async () => {
    await respondent.click('[data-do="more"]');
    await respondent.click('[data-do="end-mediation"]');
    await shot(respondent, 'mediation-end-question-phone');
    await respondent.click('[data-do="really-end-mediation"]');
    await respondent.waitForSelector('[data-end="ended"]');
    await respondent.getByText('您已结束这次调解').waitFor();
    await mediator.getByText('杨强选择不再继续，调解结束').waitFor();
    await applicant.waitForSelector('[data-end="ended"]');
    await shot(applicant, 'mediation-ended-phone');
    await shot(mediator, 'mediation-ended-desktop');
    await mediator.goto(`${BASE_URL}/cases/${caseId}`);
    await mediator.getByText('录音录像').first().waitFor();
    await mediator.getByText('杨强选择不再继续，调解结束').waitFor();
    await mediator.getByText('调解终止').first().waitFor();
    await look(mediator, 'mediation-case');
  });
});
