import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL } from './room-desk';
import { desk, launch } from './room-people';
import { look, signIn } from './staff-pages';

const PASSWORD = process.env['DEMO_PASSWORD'] ?? 'maple-demo-2026';
const PICTURE = readFileSync(fileURLToPath(new URL('../../docs/demo.png', import.meta.url)));
const TITLE = `张秀英与刘建军院墙纠纷${Date.now().toString(36)}`;

/** A PDF that runs a script when it is opened. */
const ACTIVE = Buffer.from(`%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction <</S/JavaScript/JS(app.alert\\(1\\))>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`);

let browser: Browser;
let office: BrowserContext;
let page: Page;
let caseId = '';

async function ask<T>(path: string, body: unknown, token?: string): Promise<T> {
  const answer = await fetch(`${BASE_URL}/api${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  expect(answer.ok, `${path} ${String(answer.status)}`).toBe(true);
  return (await answer.json()) as T;
}

/** A case whose mediation one side refused, closed: the page has no part in that here. */
async function closedCase(): Promise<string> {
  const { accessToken } = await ask<{ accessToken: string }>('/session', {
    username: process.env['DEMO_USER'] ?? 'mediator',
    password: PASSWORD,
  });
  const party = (name: string, phone: string, side: string): object => ({
    name,
    phone,
    side,
    flags: [],
  });
  const { id } = await ask<{ id: string }>(
    '/cases',
    {
      title: TITLE,
      category: '03',
      facts: '两家院墙界址不清，翻建时发生争执。',
      demand: '按原界址恢复院墙。',
      orgCode: '510503',
      parties: [
        party('张秀英', '19900000031', 'APPLICANT'),
        party('刘建军', '19900000032', 'RESPONDENT'),
      ],
    },
    accessToken,
  );
  for (const event of ['ACCEPT', 'INVITE', 'REFUSE', 'CLOSE']) {
    await ask(
      `/cases/${id}/events`,
      { event, ...(event === 'REFUSE' ? { note: '被申请人明确表示不愿调解' } : {}) },
      accessToken,
    );
  }
  return id;
}

async function file(kind: string, name: string, content: Buffer, whose?: string): Promise<void> {
  await page.getByRole('button', { name: '收入材料' }).click();
  const dialog = page.locator('dialog[open]');
  await dialog.getByLabel('是什么材料').selectOption({ label: kind });
  if (whose) await dialog.getByLabel('谁的').selectOption({ label: whose });
  await dialog
    .getByLabel('文件', { exact: true })
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
  await dialog.getByRole('button', { name: '收入', exact: true }).click();
}

beforeAll(async () => {
  browser = await launch();
  office = await desk(browser);
  page = await office.newPage();
  page.setDefaultTimeout(20_000);
  caseId = await closedCase();
});

afterAll(async () => {
  await browser?.close();
});

describe('the file of a case, from its first paper to the seal', () => {
  test('it says what is missing, in the order of the archive', async () => {
    await signIn(page);
    await page.getByRole('heading', { name: '今天的安排' }).waitFor();
    await page.goto(`${BASE_URL}/cases/${caseId}`);
    await page.getByRole('link', { name: '卷宗' }).click();
    await page.getByText('还缺 3 项').waitFor();
    await page.getByText('缺张秀英的身份证明').waitFor();
    expect(await page.locator('.place').count()).toBe(19);
    await look(page, 'dossier-missing');
  });

  test('a file with a script in it is not taken', async () => {
    await file('证据', '会运行的文件.pdf', ACTIVE);
    await page.getByRole('alert').filter({ hasText: '脚本' }).waitFor();
    await look(page, 'dossier-refused');
    await page.locator('dialog[open]').getByRole('button', { name: '取消' }).click();
  });

  test('papers are brought in until nothing is missing', async () => {
    await file('权利义务告知书（签收）', '告知书.png', PICTURE);
    await page.getByText('还缺 2 项').waitFor();
    await file('身份证明', '身份证.png', PICTURE, '张秀英');
    await page.getByText('还缺 1 项').waitFor();
    await file('身份证明', '身份证.png', PICTURE, '刘建军');
    await page.getByText('材料齐全').waitFor();
    await look(page, 'dossier-complete');
  });

  test('a paper of the server is given as a PDF', async () => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: '查看人民调解卷宗' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('人民调解卷宗.pdf');
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('the archivist seals it and finds it unchanged', async () => {
    await office.clearCookies();
    await signIn(page, 'archivist', PASSWORD);
    await page.getByRole('heading', { name: '今天的安排' }).waitFor();
    await page.goto(`${BASE_URL}/cases/${caseId}/dossier`);
    await page.getByRole('button', { name: '封存归档' }).click();
    await page.locator('dialog[open]').getByRole('button', { name: '封存', exact: true }).click();
    await page.getByText('已归档，只能查阅').waitFor();
    expect(await page.getByRole('button', { name: '收入材料' }).count()).toBe(0);
    await page.getByRole('button', { name: '现在核对' }).click();
    await page.getByText('核对无误').waitFor();
    await look(page, 'dossier-sealed');
  });

  test('a court gets a package, and nothing is destroyed while a hold stands', async () => {
    await page.getByRole('button', { name: '移送材料' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('接收单位').fill('纳溪区人民法院');
    await dialog.getByLabel('事由').fill('申请人起诉');
    await look(page, 'dossier-handover');
    await dialog.getByRole('button', { name: '生成移送包' }).click();
    await page.getByText('不含记录').waitFor();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: /^下载给纳溪区人民法院/ }).click();
    const zip = readFileSync(await (await waiting).path());
    expect(zip.subarray(0, 2).toString()).toBe('PK');
    expect(zip.includes('dossier/tagmanifest-sha256.txt.sig')).toBe(true);
    expect(zip.includes('05-identity')).toBe(true);
    expect(zip.includes('17-closing-report')).toBe(false);

    await page.getByRole('button', { name: '暂缓销毁' }).click();
    await page.locator('dialog[open]').getByLabel('理由').fill('另案正在审理');
    await page.locator('dialog[open]').getByRole('button', { name: '决定暂缓' }).click();
    await page.getByText('另案正在审理').waitFor();
    await look(page, 'dossier-archivist');
    await page.goto(`${BASE_URL}/destructions`);
    await page.getByText('没有保管期满可以销毁的卷宗').waitFor();
    await look(page, 'destructions');
  });
});
