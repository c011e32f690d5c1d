import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import type { Stage } from '../src/generated/protocol';
import {
  bookHearing,
  guests,
  loanNote,
  registerAtCourt,
  type Guest,
  type Seat,
} from './hearing-court';
import { papersCode, signAll, signedFile, write } from './paper-hand';
import { BASE_URL, PASSWORD } from './room-desk';
import {
  cutSocket,
  desk,
  goOffline,
  hearAndSee,
  launch,
  received,
  receivedDuring,
  shot,
  smallCamera,
  until,
  walkIn,
} from './room-people';
import { faults, look, signIn } from './staff-pages';

/** A hearing from its booking to its closing, through all stages, with everybody who sits in it. */
let browser: Browser;
let sittingId: string;
let judge: Page;
let clerk: Page;
let all: Record<Guest, Seat & { url: string }>;

beforeAll(async () => {
  // Nine pictures are drawn and encoded by one machine here.
  browser = await launch(['--use-fake-device-for-media-stream=fps=8']);
  clerk = await (await smallCamera(await desk(browser))).newPage();
  judge = await (await smallCamera(await desk(browser))).newPage();
  for (const page of [clerk, judge]) page.setDefaultTimeout(30_000);
});

afterAll(async () => {
  await browser?.close();
});

/** A hearing is one walk: where a step failed the next ones say nothing. */
let broken = false;
beforeEach(() => {
  expect(broken, 'an earlier step failed').toBe(false);
  onTestFailed(() => {
    broken = true;
  });
});

const panel = (page: Page, name: string) => page.click(`.desk-room__tabs [data-do="${name}"]`);
const atStage = (page: Page, stage: Stage) => page.waitForSelector(`[data-at="${stage}"]`);
const inRoom = (page: Page, room: string) => page.waitForSelector(`.strip[data-room="${room}"]`);

/** What axe finds in any state. */
const found: string[] = [];

/** Takes the picture of a state, and looks for faults in it. */
async function state(page: Page, name: string): Promise<void> {
  await shot(page, name);
  found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
}

/** The judge enters a stage, and both ends of the room see it. */
async function enter(stage: Stage): Promise<void> {
  await judge.click(`[data-stage="${stage}"]`);
  await Promise.all([judge, clerk, all.plaintiff.page].map((page) => atStage(page, stage)));
}

const recorded = (page: Page, on: boolean) =>
  page.waitForSelector('.notice--recording', { state: on ? 'visible' : 'detached' });

/** The clerk begins a line for somebody with their key, and writes what they say. */
async function note(name: string, words: string): Promise<void> {
  const key = clerk.locator('[data-speaker]', { hasText: name });
  const digit = await key.getAttribute('data-speaker');
  await clerk.keyboard.press(`Alt+Digit${digit}`);
  await clerk.keyboard.insertText(words);
}

/** The seconds of a clock at the beginning of some words. */
function seconds(words: string): number {
  const [hours = 0, minutes = 0, rest = 0] = words.slice(0, 8).split(':').map(Number);
  return 3600 * hours + 60 * minutes + rest;
}

/** Somebody on a phone opens their paper without leaving the room. */
async function openPapers(page: Page): Promise<void> {
  await page.click('[data-do="more"]');
  await page.click('dialog [data-do="papers"]');
  await page.click('[data-paper]');
}

/** Confirms page after page, then signs. */
async function signByHand(page: Page, where = ''): Promise<void> {
  const next = page.locator(`${where}[data-next-page]`);
  await next.waitFor();
  while (await next.isVisible()) await next.click();
  await write(page);
  await page.click(`${where}[data-submit]`);
  await page.locator(`${where}[data-pad]`).waitFor({ state: 'detached' });
}

/** Pictures of the room reach somebody. */
const sees = (page: Page) =>
  until(async () => (await receivedDuring(page, 500)).framesDecoded > 0, 'pictures');

/** Nothing of the room reaches somebody. */
async function cutOff(page: Page): Promise<void> {
  await until(async () => {
    const now = await receivedDuring(page, 1000);
    return now.framesDecoded === 0 && now.audioPackets === 0;
  }, 'silence and darkness');
}

describe('a hearing', () => {
  test('is booked by the clerk with everybody it needs', async () => {
    const caseId = await registerAtCourt();
    await signIn(clerk, 'clerk', PASSWORD);
    await clerk.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    sittingId = await bookHearing(clerk, caseId);
    all = await guests(browser, sittingId);
  });

  test('has its people at the door, whom the clerk lets in', async () => {
    await clerk.goto(`${BASE_URL}/room/${sittingId}`);
    await clerk.waitForSelector('.desk-room');
    await Promise.all(
      Object.entries(all).map(([name, { page, url }]) =>
        walkIn(page, url, name === 'plaintiff' ? 'hearing-join' : undefined),
      ),
    );
    for (const { id } of Object.values(all)) await clerk.waitForSelector(`[data-admit="${id}"]`);
    await state(clerk, 'hearing-waiting-clerk-desktop');
    for (const { id } of Object.values(all)) await clerk.click(`[data-admit="${id}"]`);
    for (const name of ['agent', 'second', 'assessor'] as const) {
      await all[name].page.click('[data-do="camera"]');
    }
    await inRoom(all.plaintiff.page, 'LOBBY');
    await inRoom(all.witness.page, 'WITNESS');
    await state(all.witness.page, 'hearing-witness-room-phone');
    await state(all.observer.page, 'hearing-observer-waits-phone');
  });

  test('is prepared by the clerk, who checks a party alone', async () => {
    await clerk.click(`[data-desk="${all.plaintiff.id}"]`);
    await inRoom(all.plaintiff.page, 'CLERK_DESK');
    await hearAndSee(all.plaintiff.page);
    await state(all.plaintiff.page, 'hearing-clerk-desk-phone');
    await clerk.click('[data-do="leave-desk"]');
    await inRoom(all.plaintiff.page, 'LOBBY');
  });

  test('is led by the clerk where the judge says so, and opened by the judge', async () => {
    await signIn(judge, 'judge', PASSWORD);
    await judge.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await judge.goto(`${BASE_URL}/room/${sittingId}`);
    await judge.waitForSelector('.desk-room');
    await panel(judge, 'procedure');
    await panel(clerk, 'procedure');
    expect(await clerk.locator('[data-do="next-stage"]').count()).toBe(0);
    await judge.click(`[data-observer="${all.observer.id}"]`);
    await judge.click('[data-do="delegate"]');
    await clerk.click('[data-do="next-stage"]');
    await atStage(judge, 'DISCIPLINE');
    await sees(all.observer.page);
    expect(await judge.locator('.notice--recording').count()).toBe(0);
    await state(clerk, 'hearing-discipline-clerk-desktop');
    await judge.click('[data-do="delegate"]');
    await enter('OPENING');
    await Promise.all(
      [judge, clerk, all.defendant.page, all.observer.page].map((p) => recorded(p, true)),
    );
    await state(judge, 'hearing-opening-judge-desktop');
    await state(all.plaintiff.page, 'hearing-opening-phone');
  });

  test('rests while a challenge is decided', async () => {
    await enter('RIGHTS');
    const { page } = all.defendant;
    await page.click('[data-do="more"]');
    await page.click('dialog [data-do="procedure"]');
    await page.click('[data-challenge="ask"]');
    await page.locator('dialog select').selectOption(all.second.id);
    await page.fill('dialog textarea', '与原告是亲戚');
    await state(page, 'hearing-challenge-ask-phone');
    await page.click('[data-challenge="send"]');
    await atStage(clerk, 'CHALLENGE');
    await inRoom(all.second.page, 'LOBBY');
    await recorded(judge, false);
    await state(clerk, 'hearing-challenge-clerk-desktop');
    await clerk.click('[data-challenge="reject"]');
    await enter('RIGHTS');
    await inRoom(all.second.page, 'MAIN');
    await recorded(judge, true);
    await page.keyboard.press('Escape');
  });

  test('hears each side in its turn', async () => {
    await enter('STATEMENTS');
    await judge.click('[data-turn="CLAIMING"]');
    await all.plaintiff.page.waitForSelector('[data-turn-mine]');
    await until(
      async () => (await receivedDuring(judge, 1000)).audioEnergy > 0.001,
      'the plaintiff',
    );
    await state(all.plaintiff.page, 'hearing-turn-phone');
    await state(judge, 'hearing-turn-judge-desktop');
    await judge.click('[data-turn="RESPONDING"]');
    await all.defendant.page.waitForSelector('[data-turn-mine]');
    await all.plaintiff.page.click('[data-do="hand"]');
    await judge.click(`[data-give="${all.plaintiff.id}"]`);
    await judge.waitForSelector(`[data-take="${all.plaintiff.id}"]`);
  });

  test('is written down by the clerk, whom a party asks for a correction', async () => {
    await panel(clerk, 'minutes');
    await clerk.click('[data-begin-minutes]');
    await note('陈某珍', '借款三万元，有借条为证。');
    const field = clerk.locator('[data-field="statements"]');
    const first = await field.inputValue();
    expect(first).toMatch(/^\d\d:\d\d:\d\d 原告陈某珍：借款三万元，有借条为证。$/);
    const told = await clerk.locator('.desk-room__clock').innerText();
    expect(seconds(told) - seconds(first)).toBeLessThan(10);
    await clerk.waitForSelector('[data-speaking]');
    await clerk.keyboard.press('Alt+Digit0');
    await clerk.keyboard.insertText('是的。');
    expect(await field.inputValue()).toMatch(/\n\d\d:\d\d:\d\d \S+：是的。$/);
    await clerk.waitForSelector('[data-state="saved"]');
    await state(clerk, 'hearing-transcript-clerk-desktop');

    const { page } = all.plaintiff;
    await openPapers(page);
    await page.getByText('借款三万元').waitFor();
    await state(page, 'hearing-transcript-phone');
    await page.click('[data-ask]');
    await page.fill('[data-wish]', '我说的是三万五千元。');
    await page.click('[data-send-wish]');
    await page.getByText('等书记员答复').waitFor();
    await clerk.waitForSelector('[data-correction]');
    await state(clerk, 'hearing-transcript-correction-clerk-desktop');
    await clerk.click('[data-decline]');
    await clerk.fill('dialog[open] textarea', '与录音录像一致，您的意见记录在案。');
    await clerk.click('[data-send-answer]');
    await page.getByText('与录音录像一致').waitFor();
    await page.keyboard.press('Escape');
    await panel(clerk, 'procedure');
  });

  test('is shown evidence, and each side says what it thinks of it', async () => {
    // Lost for good: thirty seconds later the court is told.
    await goOffline(all.second.page, true);
    await cutSocket(all.second.page);
    await enter('EVIDENCE');
    await judge.click('[data-turn="CLAIMING"]');
    const { page: plaintiff } = all.plaintiff;
    await plaintiff.click('[data-do="evidence"]');
    await plaintiff.fill('[data-evidence="title"]', '借条');
    await plaintiff.click('[data-evidence="present"]');
    await plaintiff.setInputFiles('dialog input[type="file"]', {
      name: 'note.png',
      mimeType: 'image/png',
      buffer: await loanNote(browser),
    });
    await state(plaintiff, 'hearing-evidence-present-phone');
    await plaintiff.keyboard.press('Escape');
    const { page: defendant } = all.defendant;
    await defendant.click('[data-do="evidence"]');
    await defendant.click('[data-point="relevant-no"]');
    await defendant.fill('dialog textarea', '借款已还一万元，借条没有收回。');
    await state(defendant, 'hearing-evidence-opinion-phone');
    await defendant.click('[data-evidence="opinion"]');
    await defendant.keyboard.press('Escape');
    await judge.waitForSelector('[data-piece="E1"] .m-tag--soon');
    await until(
      () => judge.locator('.court__screen').evaluate((v: HTMLVideoElement) => v.videoWidth > 0),
      'the loan note',
    );
    await state(judge, 'hearing-evidence-judge-desktop');
    await state(defendant, 'hearing-evidence-shown-phone');
    await state(all.observer.page, 'hearing-evidence-observer-phone');
  });

  test('goes on without the public behind closed doors', async () => {
    await judge.click('[data-do="doors"]');
    await inRoom(all.observer.page, 'LOBBY');
    await cutOff(all.observer.page);
    await state(all.observer.page, 'hearing-doors-closed-observer-phone');
    await judge.click('[data-do="doors"]');
    await sees(all.observer.page);
  });

  test('hears a witness who heard nothing, alone and on oath', async () => {
    const { page: witness, id } = all.witness;
    await cutOff(witness);
    expect((await received(witness)).framesDecoded).toBe(0);
    await enter('TESTIMONY');
    await witness.click('[data-do="oath"]');
    await state(witness, 'hearing-oath-phone');
    await witness.click('[data-do="swear"]');
    await judge.click(`[data-call="${id}"]`);
    await inRoom(witness, 'MAIN');
    await hearAndSee(witness);
    await state(witness, 'hearing-witness-phone');
    await state(judge, 'hearing-witness-judge-desktop');
    await panel(clerk, 'minutes');
    await note('邓证人', '交钱的时候我在场。');
    await clerk.waitForSelector('[data-state="saved"]');
    await panel(clerk, 'procedure');
    await judge.click('[data-do="release"]');
    await inRoom(witness, 'WITNESS');
    await cutOff(witness);
  });

  test('is interrupted when an assessor is lost, and resumed after a roll-call', async () => {
    const { page: second, id } = all.second;
    await enter('APPRAISAL');
    await enter('DEBATE');
    await judge.click('[data-turn="RESPONDING"]');
    await state(all.defendant.page, 'hearing-debate-phone');
    await judge.click('[data-do="interrupt"]');
    await recorded(judge, false);
    await state(judge, 'hearing-interrupted-judge-desktop');
    await state(all.plaintiff.page, 'hearing-interrupted-phone');
    await goOffline(second, false);
    await judge.waitForSelector(`.face[data-participant="${id}"]:not(.face--away)`);
    for (;;) {
      const next = clerk.locator('[data-here]').first();
      if ((await next.count()) === 0) break;
      const who = await next.getAttribute('data-here');
      await next.click();
      await clerk.locator(`[data-here="${who}"]`).waitFor({ state: 'detached' });
    }
    await state(clerk, 'hearing-roll-call-clerk-desktop');
    await judge.click('[data-do="resume"]');
    await recorded(judge, true);
  });

  test('is recorded except for a lawful reason, in recess and while it mediates', async () => {
    await enter('FINAL_OPINIONS');
    await judge.click('[data-turn="CLAIMING"]');
    await judge.click('[data-do="pause-recording"]');
    await recorded(all.plaintiff.page, false);
    await state(judge, 'hearing-recording-paused-judge-desktop');
    await judge.click('[data-do="continue-recording"]');
    await recorded(all.plaintiff.page, true);
    await judge.click('[data-do="recess"]');
    await recorded(all.plaintiff.page, false);
    await state(all.plaintiff.page, 'hearing-recess-phone');
    await judge.click('[data-do="resume"]');
    await recorded(all.plaintiff.page, true);
    await enter('COURT_MEDIATION');
    await recorded(all.plaintiff.page, false);
    await inRoom(all.observer.page, 'LOBBY');
  });

  test('is judged in public, and the court is closed', async () => {
    await enter('JUDGMENT');
    await recorded(all.observer.page, true);
    await sees(all.observer.page);
    await all.agent.page.close();
    await enter('CLOSING');
    await state(judge, 'hearing-closing-judge-desktop');
    await enter('RECORD_CHECK');
    await recorded(judge, false);
  });

  test('has its transcript signed, page by page, the court last', async () => {
    await panel(clerk, 'minutes');
    // The recording is sealed in these seconds: what it is known by is signed.
    await until(async () => {
      if ((await clerk.locator('.signing').count()) > 0) return true;
      await clerk.click('[data-open-signing]:enabled', { timeout: 1000 }).catch(() => undefined);
      return false;
    }, 'the recording to be sealed');
    for (;;) {
      const unseen = await clerk.locator('[data-seen]').count();
      if (unseen === 0) break;
      await clerk.locator('[data-seen]').first().click();
      await until(async () => (await clerk.locator('[data-seen]').count()) < unseen, 'seen');
    }
    await clerk.locator('[data-note-refusal]', { hasText: '杨某' }).click();
    await clerk.fill('dialog[open] textarea', '对第二段记录有异议');
    await clerk.click('[data-save-refusal]');
    await clerk.getByText('对第二段记录有异议').waitFor();

    const { page } = all.plaintiff;
    await openPapers(page);
    await page.waitForSelector('[data-page]');
    await state(page, 'hearing-transcript-page-phone');
    await signByHand(page);
    const { page: witness, url } = all.witness;
    await witness.goto(`${BASE_URL}/s/${await papersCode(url)}`);
    await witness.click('[data-paper]');
    await witness.getByText('交钱的时候我在场').waitFor();
    expect(await witness.getByText('借款三万元').count()).toBe(0);
    await state(witness, 'hearing-testimony-page-phone');
    await signByHand(witness);
    for (const who of ['agent', 'assessor', 'second'] as const) await signAll(all[who].url);

    for (const court of [clerk, judge]) {
      if (court === judge) await panel(judge, 'minutes');
      await court.click('[data-sign-minutes]');
      await signByHand(court, 'dialog[open] ');
    }
    await judge.getByText('已签完').waitFor();
    await state(judge, 'hearing-transcript-signed-judge-desktop');
    const pdf = await signedFile(all.plaintiff.url);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await witness.goto(`${BASE_URL}${await judge.locator('[data-verify]').getAttribute('href')}`);
    const known = await witness.locator('[data-recording]').innerText();
    const hashes = await judge.locator('.signing__hash').allInnerTexts();
    expect(hashes.length).toBe(2);
    for (const hash of hashes) expect(known).toContain(hash);
    await look(witness, 'verify-transcript');
  });

  test('is ended by the judge', async () => {
    await judge.click('[data-do="leave"]');
    await judge.click('[data-do="end"]');
    await all.plaintiff.page.waitForSelector('[data-end]');
    await state(all.plaintiff.page, 'hearing-closed-phone');
    await clerk.goto(`${BASE_URL}/sittings/${sittingId}`);
    await clerk.getByText('参加人').waitFor();
    const gone = (who: Guest, cause: string) =>
      clerk.waitForSelector(`[data-of="${all[who].id}"][data-absence="${cause}"]`);
    await gone('second', 'NETWORK');
    await gone('agent', 'CLOSED_PAGE');
    await look(clerk, 'hearing-sitting');
  });

  test('can be used by everybody in each of its states', () => {
    expect(found).toEqual([]);
  });
});
