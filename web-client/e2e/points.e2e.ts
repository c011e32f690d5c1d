import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sitting } from '../src/api/types';
import { registerAtCourt } from './hearing-court';
import { BASE_URL, Desk, PASSWORD, soonest } from './room-desk';
import { desk, launch, phone, shot, until } from './room-people';
import { look, signIn } from './staff-pages';

/** Court points: booked by a clerk, seen to by their host, kept by the administrator. */
let browser: Browser;
let clerk: Page;
let host: Page;
let admin: Page;
let first: Sitting;
let second: string;

/** The points of one town, which the demonstration's host sees to. */
const POINT = '510503002-2';
const NEAREST = '510503002001-2';
const MINUTE = 60_000;

beforeAll(async () => {
  browser = await launch();
  clerk = await (await desk(browser)).newPage();
  host = await (await phone(browser)).newPage();
  admin = await (await desk(browser)).newPage();
  for (const page of [clerk, host, admin]) page.setDefaultTimeout(15_000);
});

afterAll(async () => {
  const { desk: judge } = await Desk.signIn('judge');
  for (const id of [first?.id, second]) {
    if (id) await judge.ask('POST', `/sittings/${id}/cancel`, { reason: '演示结束' });
  }
  await browser?.close();
});

async function enter(page: Page, username: string): Promise<void> {
  await signIn(page, username, PASSWORD);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** A hearing at the point, booked by whoever came first. */
async function bookFirst(): Promise<Sitting> {
  const caseId = await registerAtCourt();
  const { desk: court, staffId } = await Desk.signIn('clerk');
  const file = await court.ask<{ parties: { id: string; side: string }[] }>(
    'GET',
    `/cases/${caseId}`,
  );
  const [judge] = await court.ask<{ id: string }[]>('GET', '/staff?role=JUDGE');
  return soonest(court, {
    caseId,
    kind: 'HEARING',
    placeId: POINT,
    hostId: judge?.id,
    participants: [
      { staffId, role: 'CLERK' },
      ...file.parties.map((party) => ({
        partyId: party.id,
        role: party.side === 'APPLICANT' ? 'PLAINTIFF' : 'DEFENDANT',
      })),
    ],
  });
}

/** The day and the clock in China's one time zone, `2026-11-25` and `14:05`. */
function inChina(at: Date): { day: string; time: string } {
  const [day = '', time = ''] = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(at)
    .split(' ');
  return { day, time };
}

const hostsSitting = () => host.locator(`[data-sitting="${second}"]`);
const device = (kind: string) => hostsSitting().locator(`[data-device="${kind}"]`);

describe('court points', () => {
  test('propose another where one is still changed over', async () => {
    first = await bookFirst();
    await enter(clerk, 'clerk');
    const caseId = await registerAtCourt();
    await clerk.goto(`${BASE_URL}/cases/${caseId}/book`);
    await clerk.getByLabel('共享法庭点').selectOption(POINT);
    const { day, time } = inChina(new Date(Date.parse(first.endsAt) + 5 * MINUTE));
    await clerk.locator('input[type="date"]').fill(day);
    await clerk.getByLabel('开始时间').fill(time);
    await clerk.getByLabel('时长').selectOption('30');
    await clerk.getByRole('button', { name: '约好' }).click();
    await clerk.locator('[data-instead]').waitFor();
    expect(await clerk.locator('[data-instead-time]').count()).toBe(3);
    await clerk.evaluate(() => window.scrollTo(0, 0));
    await look(clerk, 'court-point-instead');
    await clerk.setViewportSize({ width: 390, height: 844 });
    await clerk.locator('[data-instead]').scrollIntoViewIfNeeded();
    await shot(clerk, 'court-point-instead-phone');
    await clerk.setViewportSize({ width: 1440, height: 900 });
    await clerk.click('[data-instead-point]');
    expect(await clerk.getByLabel('共享法庭点').inputValue()).toBe(NEAREST);
    expect(await clerk.getByLabel('庭务主任').locator('option:checked').innerText()).toContain(
      '郑庭务',
    );
    await clerk.getByRole('button', { name: '约好' }).click();
    await clerk.waitForURL((url) => url.pathname.startsWith('/sittings/'));
    second = new URL(clerk.url()).pathname.split('/').at(-1) ?? '';
    await clerk.locator('[data-readiness="UNCHECKED"]').waitFor();
  });

  test('show their host the number of a hearing and nothing of its case', async () => {
    await enter(host, 'courthost');
    await host.waitForURL((url) => url.pathname === '/court-day');
    await hostsSitting().waitFor();
    expect(await host.locator(`[data-sitting="${first.id}"]`).count()).toBe(1);
    const words = await host.locator('main').innerText();
    expect(words).toContain(first.caseNumber);
    expect(words).not.toContain('陈某珍');
    await look(host, 'court-day');
  });

  test('make a task of what is broken, until it is mended', async () => {
    await hostsSitting().locator('[data-check-list]').click();
    await device('CAMERA').locator('[data-broken]').click();
    await host.fill('[data-finding]', '没有图像');
    await host.click('[data-report-broken]');
    await host.locator(`[data-sitting="${second}"][data-readiness="BROKEN"]`).waitFor();
    await host.locator('[data-point-tasks]').getByText('故障，待修：摄像头').waitFor();
    expect(await hostsSitting().locator('[data-ready]').isDisabled()).toBe(true);
    await clerk.reload();
    await clerk.locator('[data-readiness="BROKEN"]').waitFor();
    await host.evaluate(() => window.scrollTo(0, 0));
    await look(host, 'court-point-broken');
    await host.setViewportSize({ width: 390, height: 844 });
    await hostsSitting().scrollIntoViewIfNeeded();
    await shot(host, 'court-point-broken-phone');

    await device('CAMERA').locator('[data-works]').click();
    await until(
      async () => (await host.getByText('故障，待修').count()) === 0,
      'the task to be done',
    );
    await hostsSitting().locator('[data-all-work]').click();
    await host.locator(`[data-sitting="${second}"][data-readiness="CHECKED"]`).waitFor();
  });

  test('are reported ready, which the clerk sees', async () => {
    for (const item of ['documentsSeen', 'peoplePresent', 'evidenceScanned']) {
      const box = hostsSitting().locator(`[data-item="${item}"] input`);
      await box.click();
      await until(() => box.isChecked(), `${item} to be kept`);
    }
    await hostsSitting().locator('[data-ready]').click();
    await host.locator(`[data-sitting="${second}"][data-readiness="READY"]`).waitFor();
    await clerk.reload();
    await clerk.locator('[data-readiness="READY"]').waitFor();
    for (const done of ['郑庭务已报告就绪', '证件已核对', '人员已到', '证据已扫描']) {
      await clerk.getByText(done).waitFor();
    }
    await look(clerk, 'court-point-ready');
  });

  test('have a calendar by town and week', async () => {
    await clerk.goto(`${BASE_URL}/court-points`);
    await clerk.locator(`[data-occupation="${second}"]`).first().waitFor();
    await clerk.getByLabel('镇（街道）').selectOption({ label: '永宁街道' });
    await until(async () => (await clerk.locator('[data-point]').count()) === 3, 'one town');
    await look(clerk, 'court-points');
  });

  test('are closed for days, changed and looked at by who keeps them', async () => {
    await enter(admin, 'admin');
    await admin.goto(`${BASE_URL}/court-points/${NEAREST}`);
    await admin.locator('[data-checks] li').first().waitFor();
    await admin.click('[data-close-point]');
    // A day that no change-over of tonight reaches into.
    const { day } = inChina(new Date(Date.now() + 2 * 24 * 60 * MINUTE));
    await admin.fill('[data-first]', day);
    await admin.fill('[data-last]', day);
    await admin.fill('[data-reason]', '线路检修');
    await look(admin, 'court-point-close');
    await admin.click('[data-save-closure]');
    await admin.getByText('线路检修').waitFor();
    await look(admin, 'court-point');
    await admin.click('[data-reopen]');
    await admin.getByText('线路检修').waitFor({ state: 'detached' });
    await admin.click('[data-edit-point]');
    await look(admin, 'court-point-edit');
  });

  test('let their host into the hearing as who he is', async () => {
    await hostsSitting().locator('[data-enter]').click();
    await host.waitForURL((url) => url.pathname === `/room/${second}`);
    await host.waitForSelector('.wait');
  });
});
