import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseFile, CaseRow, Page as Rows } from '../src/api/types';
import { BASE_URL, Desk, PASSWORD, USERNAME } from './room-desk';
import { desk, launch } from './room-people';
import { look, SCREENS, signIn } from './staff-pages';

let browser: Browser;
let page: Page;
let recordingId = '';

/** The newest sealed recording; the room's tests, which run before, have made one. */
async function newestRecording(): Promise<string> {
  const { desk: staff } = await Desk.signIn();
  const list = await staff.ask<Rows<CaseRow>>('GET', '/cases?size=50');
  const files = await Promise.all(
    list.items.map((row) => staff.ask<CaseFile>('GET', `/cases/${row.id}`)),
  );
  const sealed = files
    .flatMap((file) => file.recordings)
    .filter((recording) => recording.state === 'SEALED')
    .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  const [newest] = sealed;
  if (!newest) throw new Error('no sealed recording: the tests of the room have left none');
  return newest.id;
}

interface VideoState {
  readonly at: number;
  readonly of: number;
  readonly rate: number;
  readonly source: string;
  readonly width: number;
}

function state(): Promise<VideoState> {
  return page.locator('video').evaluate((element: HTMLVideoElement) => ({
    at: element.currentTime,
    of: element.duration,
    rate: element.playbackRate,
    source: element.src,
    width: element.videoWidth,
  }));
}

beforeAll(async () => {
  recordingId = await newestRecording();
  browser = await launch();
  page = await (await desk(browser)).newPage();
  await signIn(page, USERNAME, PASSWORD);
  await page.getByRole('heading', { name: '今天的安排' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
});

describe('looking at a recording', () => {
  test('says who spoke when and asks why one looks', async () => {
    await page.goto(`${BASE_URL}/recordings/${recordingId}`);
    await page.getByText('谁在什么时候说话').waitFor();
    await page.getByRole('button', { name: '打开录像' }).waitFor({ timeout: 90_000 });
    expect(await page.locator('.speech__bar').count()).toBeGreaterThan(0);
    await look(page, 'playback');
  });

  test('plays the viewing copy under the name of who watches', async () => {
    await page.getByRole('button', { name: '打开录像' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
    await page.keyboard.press(' ');
    expect(await page.locator('.mark').innerText()).toMatch(/^[\u4e00-\u9fa5]{2,4}\s.*20\d\d/);
    await page.getByRole('button', { name: '2×' }).click();
    expect((await state()).rate).toBe(2);
    await look(page, 'playback-playing');
  });

  test('goes where one points: on the time line, and at a line of the text', async () => {
    const track = page.locator('.speech__track').first();
    const width = (await track.boundingBox())?.width ?? 0;
    await track.click({ position: { x: width / 2, y: 10 } });
    const half = await state();
    expect(Math.abs(half.at - half.of / 2)).toBeLessThan(1.5);
    const lines = page.getByRole('list', { name: '文字记录' }).getByRole('button');
    expect(await lines.count()).toBeGreaterThan(1);
    await lines.first().click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 9) < 2);
    await page.keyboard.press(' ');
  });

  test('reads the minutes beside the picture, and goes to where a sentence was said', async () => {
    const minutes = page.getByRole('group', { name: '调解记录' });
    await minutes.scrollIntoViewIfNeeded();
    await page.locator('video').evaluate((element: HTMLVideoElement) => {
      element.currentTime = element.duration;
    });
    await minutes.getByRole('button', { name: '申请人说天花板还在滴水' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 99) < 5);
    await page.keyboard.press(' ');
    await look(page, 'playback-minutes');
  });

  test('shows on the bar what is there before one goes there', async () => {
    const bar = page.locator('.seek');
    await bar.hover({ position: { x: 100, y: 10 } });
    const picture = page.locator('.seek__picture');
    await picture.waitFor();
    const sheet = await picture.evaluate((element) => {
      const url = getComputedStyle(element).backgroundImage.slice(5, -2);
      return fetch(url).then((answer) => answer.headers.get('content-type'));
    });
    expect(sheet).toBe('image/jpeg');
    await page.screenshot({ path: `${SCREENS}playback-thumbnail-desktop.png` });
  });

  test('plays one participant alone, at the same place', async () => {
    await page
      .locator('.speech__track')
      .first()
      .click({ position: { x: 60, y: 10 } });
    const before = await state();
    await page.getByRole('button', { name: /^只看/ }).first().click();
    await page.getByText(/^正在单独播放/).waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    const alone = await state();
    expect(alone.source).toContain('/people/');
    expect(Math.abs(alone.at - before.at)).toBeLessThan(0.5);
    expect(alone.width).toBeGreaterThan(0);
    await look(page, 'playback-alone');
    await page.getByRole('button', { name: '看全部' }).click();
    await page.waitForFunction(() => document.querySelector('video')?.videoWidth === 1280);
  });

  test('verifies the files on request', async () => {
    await page.getByRole('button', { name: '现在核验' }).click();
    await page.getByText('文件完整，未被改动').waitFor();
    await page.getByText('证明', { exact: true }).click();
    await look(page, 'playback-proof');
  });

  test('makes the viewing copy again, and it comes out the same', async () => {
    await page.getByRole('button', { name: '重新生成' }).click();
    await page.getByText(/^(回看文件排队中|正在生成回看文件)$/).waitFor();
    await page.getByRole('button', { name: '打开录像' }).waitFor({ timeout: 90_000 });
    await page.getByRole('link', { name: '看案件' }).click();
    await page.getByText('回看录像按原始文件重新生成，与之前逐字节相同').first().waitFor();
    await page
      .getByText(/回看.*单人录像，用途：整理调解协议/)
      .first()
      .waitFor();
  });

  test('what was recorded is what is stored: no difference waits for anybody', async () => {
    await page.goto(`${BASE_URL}/recording-alarms`);
    await page.getByText('没有未处理的差异').waitFor();
    await look(page, 'alarms');
  });
});
