import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseFile, CaseRow, Page as Rows } from '../src/api/types';
import { BASE_URL, Desk, PASSWORD, USERNAME } from './room-desk';
import { desk, launch } from './room-people';
import { look, signIn } from './staff-pages';

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

  test('plays the viewing copy and follows the time line', async () => {
    await page.getByRole('button', { name: '打开录像' }).click();
    const video = page.locator('video');
    await video.waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: '2×' }).click();
    expect(await video.evaluate((element: HTMLVideoElement) => element.playbackRate)).toBe(2);
    const track = page.locator('.speech__track').first();
    const width = (await track.boundingBox())?.width ?? 0;
    await track.click({ position: { x: width / 2, y: 10 } });
    const half = await video.evaluate((element: HTMLVideoElement) => ({
      at: element.currentTime,
      of: element.duration,
    }));
    expect(Math.abs(half.at - half.of / 2)).toBeLessThan(1.5);
    await look(page, 'playback-playing');
  });

  test('verifies the files on request', async () => {
    await page.getByRole('button', { name: '现在核验' }).click();
    await page.getByText('文件完整，未被改动').waitFor();
    await page.getByText('证明', { exact: true }).click();
    await look(page, 'playback-proof');
  });
});
