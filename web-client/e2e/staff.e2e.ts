import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL } from './room-desk';
import { desk, launch, phone } from './room-people';
import { look, signIn } from './staff-pages';

/** A title no other run has used, so that the search finds this case alone. */
const TITLE = `李秀兰与周大勇排水纠纷${Date.now().toString(36)}`;

let browser: Browser;
let office: BrowserContext;
let page: Page;
let casePath = '';
let link = '';

beforeAll(async () => {
  browser = await launch();
  office = await desk(browser);
  page = await office.newPage();
  page.setDefaultTimeout(15_000);
});

afterAll(async () => {
  await browser?.close();
});

async function fillParty(position: number, name: string, mobile: string): Promise<void> {
  const party = page.getByRole('group', { name: `第 ${position} 位当事人` });
  await party.getByLabel('姓名或单位').fill(name);
  await party.getByLabel('手机号码').fill(mobile);
}

async function book(): Promise<void> {
  await page.getByRole('link', { name: '约时间' }).click();
  await page.getByRole('heading', { name: '约时间' }).waitFor();
  await page.getByRole('button', { name: '下一周' }).click();
  await page.getByLabel('开始时间').fill('20:00');
  await page.getByLabel('时长').selectOption('30');
}

describe('a day of a mediator', () => {
  test('a wrong password is answered with a sentence and the page stays', async () => {
    await page.goto(BASE_URL);
    await page.getByLabel('密码').waitFor();
    await look(page, 'sign-in');
    await page.getByLabel('用户名').fill('nobody-here');
    await page.getByLabel('密码').fill('wrong');
    await page.getByRole('button', { name: '登录' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/[\u4e00-\u9fa5].*。/);
    await look(page, 'sign-in-wrong');
  });

  test('signing in leads to today, and a reload keeps the session', async () => {
    await signIn(page);
    await page.getByRole('heading', { name: '今天的安排' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '需要我办' }).waitFor();
    await page.getByText('现在没有人在候场').or(page.getByText('人在候场')).first().waitFor();
    await look(page, 'today');
  });

  test('registering says what is missing, then gives a number', async () => {
    await page.keyboard.press('n');
    await page.getByLabel('标题').waitFor();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('请填写标题。').waitFor();
    await look(page, 'register-missing');
    await page.getByLabel('标题').fill(TITLE);
    await page.getByLabel('类型').selectOption({ label: '邻里' });
    await page.getByLabel('事情经过').fill('院坝排水沟被堵，雨水倒灌进屋，双方争吵多次。');
    await page.getByLabel('诉求').fill('疏通排水沟，赔偿家具损失。');
    await page.getByLabel('金额').fill('3,200');
    await fillParty(1, '李秀兰', '13800138001');
    await fillParty(2, '周大勇', '13800138002');
    await look(page, 'register');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    casePath = new URL(page.url()).pathname;
    await page.getByText('NJ-').first().waitFor();
  });

  test('a mediation number is assigned and a court number is read while typed', async () => {
    await page.getByRole('button', { name: '编调解案号' }).click();
    await page.getByText('人民调解案号').waitFor();
    await page.getByRole('button', { name: '关联其他案号' }).click();
    const field = page.getByRole('textbox', { name: '案号' });
    await field.fill('（24）川0503民初1号');
    await page.locator('dialog [role="alert"]').waitFor();
    await look(page, 'number-refused');
    const serial = Math.floor(Date.now() / 1000) % 10_000_000;
    await field.fill(`(2024)川0503民初第${serial}號`);
    await page.locator('dialog').getByText(`（2024）川0503民初${serial}号`).waitFor();
    await look(page, 'number-read');
    await page.getByRole('button', { name: '关联', exact: true }).click();
    await page.locator('dialog').first().waitFor({ state: 'hidden' });
    await page.getByText('法院案号', { exact: true }).waitFor();
    await look(page, 'case');
  });

  test('a sitting is booked, and the same hour is refused with who and when', async () => {
    await book();
    await look(page, 'booking');
    await page.getByRole('button', { name: '约好' }).click();
    await page.getByRole('heading', { name: '参加人' }).waitFor();
    await look(page, 'sitting');

    await page.goto(`${BASE_URL}${casePath}`);
    await book();
    await page.getByRole('button', { name: '约好' }).click();
    const refusal = page.getByRole('alert').filter({ hasText: '20:00' });
    await refusal.waitFor();
    await look(page, 'booking-clash');
    await refusal.getByRole('link').click();
    await page.getByRole('heading', { name: '参加人' }).waitFor();
  });

  test('a party gets a link with a code, and the link opens the invitation', async () => {
    await page.getByRole('button', { name: /^发链接给李/ }).click();
    await page.getByAltText('进入调解室的二维码').waitFor();
    link = (await page.locator('.link__address').innerText()).trim();
    expect(new URL(link).pathname).toMatch(/^\/j\/[\w-]{20,}$/);
    await look(page, 'link');
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByText('已发', { exact: true }).waitFor();

    const village = await phone(browser);
    const villager = await village.newPage();
    await villager.goto(BASE_URL + new URL(link).pathname);
    await villager.getByText('李秀兰').first().waitFor();
    await village.close();
    await page.reload();
    await page.getByText('已点开', { exact: true }).waitFor();
  });

  test('a revoked link lets nobody in', async () => {
    await page.getByRole('button', { name: /^收回李/ }).click();
    await page.locator('dialog').getByRole('button', { name: '收回' }).click();
    await page.getByText('已收回', { exact: true }).waitFor();
    const code = new URL(link).pathname.split('/').at(-1) ?? '';
    const answer = await fetch(`${BASE_URL}/api/join/${code}`);
    expect(((await answer.json()) as { id: string }).id).toBe('join.revoked');
  });

  test('the message stands in the outbox, its number masked', async () => {
    await page.getByRole('link', { name: '短信' }).click();
    await page.getByText('138****8001').first().waitFor();
    expect(await page.getByText('13800138001').count()).toBe(0);
    await look(page, 'outbox');
  });

  test('the search finds the case while one types, and the keyboard opens it', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: '案件' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('没有这样的案件');
    await page.getByText('没有找到').waitFor();
    await look(page, 'cases-not-found');
    await page.getByRole('searchbox').fill(TITLE);
    await page.getByRole('link', { name: TITLE }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('searchbox').fill('');
    await page.locator('tbody tr').nth(1).waitFor();
    await look(page, 'cases');
    await page.getByRole('searchbox').fill(TITLE);
    await page.getByText('共 1 条').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${casePath}`);
  });

  test('a sitting is called off with a reason that stands in the story', async () => {
    await page.getByRole('heading', { name: '场次' }).waitFor();
    await page.locator('.row', { hasText: '20:00' }).click();
    await page.getByRole('button', { name: '取消这一场' }).click();
    await page.getByLabel('原因').fill('申请人临时住院');
    await page.locator('dialog').getByRole('button', { name: '取消这一场' }).click();
    await page.getByText('已取消', { exact: true }).waitFor();
    await look(page, 'sitting-cancelled');
    await page.getByRole('link', { name: '看案件' }).click();
    await page.getByText('申请人临时住院').waitFor();
  });

  test('the keys are listed, and the page speaks English, large and dark', async () => {
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: '键盘快捷键' }).waitFor();
    await look(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '设置' }).click();
    await page.getByLabel('长辈版').check();
    await look(page, 'settings-elder');
    await page.getByLabel('长辈版').uncheck();
    await page.getByLabel('颜色').selectOption('dark');
    await look(page, 'settings-dark');
    await page.getByLabel('语言').selectOption('en');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.goto(`${BASE_URL}${casePath}`);
    await page.getByRole('heading', { name: 'What has happened' }).waitFor();
    await look(page, 'case-english-dark');
    await page.evaluate(() => localStorage.clear());
  });

  test('without the network the page says so and keeps what it shows', async () => {
    await page.goto(`${BASE_URL}/cases`);
    await page.locator('tbody tr').first().waitFor();
    await office.setOffline(true);
    await page.getByText('网络断开了').waitFor();
    await look(page, 'cases-offline');
    await office.setOffline(false);
    await page.getByText('网络断开了').waitFor({ state: 'hidden' });
  });

  test('signing out ends the session', async () => {
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL('**/sign-in*');
    await page.goto(`${BASE_URL}${casePath}`);
    await page.waitForURL(/\/sign-in\?next=/);
  });
});
