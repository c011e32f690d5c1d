import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { book, BASE_URL, Desk, type Booked } from './room-desk';
import {
  cutSocket,
  desk,
  hearAndSee,
  launch,
  goOffline,
  openRoom,
  phone,
  received,
  receivedDuring,
  seeMoving,
  shot,
  socketCount,
  until,
  walkIn,
} from './room-people';

let browser: Browser;
let booked: Booked;
let office: BrowserContext;
let village: BrowserContext;
let mediator: Page;
let applicant: Page;
let applicantId: string;
let hostId: string;

beforeAll(async () => {
  booked = await book();
  applicantId = booked.sitting.participants.find((p) => p.role === 'APPLICANT')?.id ?? '';
  hostId = booked.sitting.participants.find((p) => p.host)?.id ?? '';
  browser = await launch();
  office = await desk(browser);
  village = await phone(browser);
});

afterAll(async () => {
  await browser?.close();
});

/** Opens the panel and clicks what asks, starts or stops the recording. */
async function recording(step: 'ask' | 'start' | 'stop'): Promise<void> {
  await mediator.click('.desk-room__tabs [data-do="recording"]');
  await mediator.click(`[data-recording="${step}"]`);
}

/** The clerk writes while people speak. */
async function writeDown(statements: string): Promise<void> {
  const { desk: clerk } = await Desk.signIn();
  const minutes = await clerk.ask<{ id: string; version: number; text: object }>(
    'POST',
    `/sittings/${booked.sitting.id}/minutes`,
  );
  await clerk.ask('POST', `/minutes/${minutes.id}/text`, {
    basedOn: minutes.version,
    text: { ...minutes.text, statements },
  });
}

describe('a mediation from the link to its end', () => {
  test('a party walks from the link to the lobby and the host is told', async () => {
    mediator = await openRoom(office, booked.sitting.id);
    applicant = await village.newPage();
    await walkIn(applicant, booked.applicantUrl, 'join');
    await mediator.waitForSelector(`[data-admit="${applicantId}"]`);
    await shot(mediator, 'room-knock-desktop');
  });

  test('a reload in the lobby comes back to the lobby', async () => {
    await applicant.reload();
    await applicant.waitForSelector('.wait[data-place="LOBBY"]');
    await mediator.waitForSelector(`[data-admit="${applicantId}"]`);
  });

  test('after admission both see each other move and hear each other', async () => {
    await mediator.click(`[data-admit="${applicantId}"]`);
    await applicant.waitForSelector('.phone-room');
    await hearAndSee(mediator);
    await hearAndSee(applicant);
    await seeMoving(mediator, applicantId);
    await seeMoving(applicant, hostId);
    await shot(applicant, 'room-live-phone');
    await shot(mediator, 'room-live-desktop');
  });

  test('mute is heard as silence, and unmuting ends it', async () => {
    await applicant.click('[data-do="microphone"]');
    await mediator.waitForSelector(`[data-participant="${applicantId}"] [role="img"]`);
    await until(async () => (await receivedDuring(mediator, 1500)).audioEnergy < 1e-6, 'silence');
    await shot(applicant, 'room-muted-phone');
    await applicant.click('[data-do="microphone"]');
    await hearAndSee(mediator);
  });

  test('the host mutes a party, who is told and unmutes by themselves', async () => {
    await mediator.click(`[data-mute="${applicantId}"]`);
    await applicant.waitForSelector('text=主持人把您的声音关了');
    await until(async () => (await receivedDuring(mediator, 1500)).audioEnergy < 1e-6, 'silence');
    await applicant.click('[data-do="microphone"]');
    await hearAndSee(mediator);
  });

  test('a line of chat reaches the other side', async () => {
    await applicant.click('[data-do="more"]');
    await shot(applicant, 'room-more-phone');
    await applicant.click('dialog [data-do="chat"]');
    await applicant.fill('.chat__input', '我把医院的单子带来了');
    await applicant.press('.chat__input', 'Enter');
    await mediator.click('.desk-room__tabs [data-do="chat"]');
    await mediator.waitForSelector('.chat__text:has-text("我把医院的单子带来了")');
    await shot(mediator, 'room-chat-desktop');
    await applicant.keyboard.press('Escape');
  });

  test('a refused consent stops the recording from starting and names the person', async () => {
    await recording('ask');
    await applicant.waitForSelector('[data-consent="no"]');
    await shot(applicant, 'room-consent-phone');
    await applicant.click('[data-consent="no"]');
    await recording('start');
    const refusal = mediator.locator('.notice--wrong');
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('陈');
    await shot(mediator, 'room-recording-refused-desktop');
  });

  test('with every consent the recording starts, shows to all, and stops', async () => {
    const respondent = await (await phone(browser)).newPage();
    await walkIn(respondent, booked.respondentUrl);
    await mediator.click('.desk-room__tabs [data-do="people"]');
    await mediator.click('[data-admit]');
    await respondent.waitForSelector('.phone-room');
    await recording('ask');
    for (const page of [applicant, respondent]) await page.click('[data-consent="yes"]');
    await until(
      async () => (await mediator.locator('.recording .m-tag--good').count()) === 2,
      'both consents',
    );
    await recording('start');
    for (const page of [applicant, respondent, mediator]) {
      await page.waitForSelector('.notice--recording');
    }
    await mediator.waitForTimeout(4000);
    await writeDown('申请人说天花板还在滴水。');
    await shot(applicant, 'room-recording-phone');
    await shot(mediator, 'room-recording-desktop');
    await recording('stop');
    await applicant.waitForSelector('.notice--recording', { state: 'detached' });
    await respondent.context().close();
  });

  test('a lost signalling connection comes back without a tap, the media goes on', async () => {
    const before = await socketCount(applicant);
    await cutSocket(applicant);
    await until(async () => (await socketCount(applicant)) > before, 'a new socket');
    await hearAndSee(applicant);
    await hearAndSee(mediator);
  });

  test('a lost network shows a calm line and heals by itself', async () => {
    await goOffline(applicant, true);
    await cutSocket(applicant);
    await applicant.waitForSelector('.notice--soon');
    await applicant.waitForTimeout(7000);
    await shot(applicant, 'room-network-lost-phone');
    await goOffline(applicant, false);
    await hearAndSee(applicant);
    await shot(mediator, 'room-network-back-desktop');
    await hearAndSee(mediator);
    await seeMoving(mediator, applicantId);
  });

  test('a reload in the middle of the call comes straight back in', async () => {
    await applicant.reload();
    await applicant.waitForSelector('.phone-room');
    await hearAndSee(applicant);
    await hearAndSee(mediator);
    await seeMoving(mediator, applicantId);
  });

  test('the same person in a second tab takes over, and the first says so', async () => {
    const second = await village.newPage();
    await second.goto(booked.applicantUrl);
    await second.waitForSelector('.phone-room');
    await applicant.waitForSelector('[data-end="takenOver"]');
    await shot(applicant, 'room-taken-over-phone');
    await hearAndSee(second);
    await seeMoving(mediator, applicantId);
    await applicant.close();
    applicant = second;
  });

  test('the room works at 320 px, in landscape and in large letters', async () => {
    await applicant.setViewportSize({ width: 844, height: 390 });
    await shot(applicant, 'room-landscape-phone');
    await applicant.setViewportSize({ width: 320, height: 640 });
    const overflow = await applicant.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await applicant.click('[data-do="more"]');
    await applicant.click('dialog >> text=大字版');
    await shot(applicant, 'room-large-letters-phone');
    await applicant.click('dialog >> text=大字版');
    await applicant.keyboard.press('Escape');
    await applicant.setViewportSize({ width: 390, height: 844 });
  });

  test('the end of the sitting ends it for all and closes the link', async () => {
    const before = await received(applicant);
    expect(before.framesDecoded).toBeGreaterThan(0);
    await mediator.click('[data-do="leave"]');
    await shot(mediator, 'room-leave-desktop');
    await mediator.click('[data-do="end"]');
    await applicant.waitForSelector('[data-end="closed"]');
    await mediator.waitForSelector('[data-end="closed"]');
    await shot(applicant, 'room-closed-phone');
    await applicant.goto(booked.applicantUrl);
    await applicant.waitForSelector('.m-empty');
    await shot(applicant, 'join-closed-phone');
  });
});

test('a link nobody made says so and how to get help', async () => {
  const page = await village.newPage();
  await page.goto(`${BASE_URL}/j/AAAAAAAAAAAAAAAAAAAAAA`);
  await page.waitForSelector('.m-empty');
  await shot(page, 'join-unknown-phone');
  expect(await page.textContent('.m-empty')).toContain('链接');
});
