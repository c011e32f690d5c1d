import type { Browser, Page } from 'playwright-core';
import type { JoinLink, Sitting } from '../src/api/types';
import { BASE_URL, Desk } from './room-desk';
import { desk, phone, smallCamera } from './room-people';
import { look } from './staff-pages';

/** Who comes to the hearing by a link, and what they are in it. */
const GUESTS = [
  { role: 'AGENT', side: 'CLAIMING', name: '孙律师', phone: '13800000013' },
  { role: 'LAY_JUDGE', name: '何陪审', phone: '13800000014' },
  { role: 'LAY_JUDGE', name: '吕陪审', phone: '13800000015' },
  { role: 'WITNESS', side: 'CLAIMING', name: '邓证人', phone: '13800000016' },
  { role: 'OBSERVER', name: '冯旁听', phone: '13800000017' },
] as const;

const CASE = {
  title: '陈某珍诉杨某民间借贷纠纷',
  facts: '被告借款三万元，到期未还。',
  demand: '归还借款三万元。',
  parties: [
    { name: '陈某珍', phone: '13800000011', side: 'APPLICANT', flags: [] },
    { name: '杨某', phone: '13800000012', side: 'RESPONDENT', flags: [] },
  ],
};

/** A dispute that went to court: registered by a mediator, with the court's number. */
export async function registerAtCourt(): Promise<string> {
  const { desk: mediator, orgCode } = await Desk.signIn();
  const categories = await mediator.ask<{ code: string; name: string }[]>('GET', '/categories');
  const category = categories.find((one) => one.name.includes('合同'))?.code;
  const { id } = await mediator.ask<{ id: string }>('POST', '/cases', {
    ...CASE,
    category,
    orgCode,
  });
  const raw = `（${new Date().getFullYear()}）川0503民初${Date.now() % 100000}号`;
  await mediator.ask('POST', `/cases/${id}/numbers`, { raw });
  return id;
}

/** The clerk books the hearing on the page: judge, court point, parties and everybody else. */
export async function bookHearing(clerk: Page, caseId: string): Promise<string> {
  await clerk.goto(`${BASE_URL}/cases/${caseId}/book`);
  await clerk.getByLabel('共享法庭点').selectOption({ index: 1 });
  for (const [at, guest] of GUESTS.entries()) {
    await clerk.click('[data-do="add-guest"]');
    const fields = clerk.locator(`[data-guest="${at}"]`);
    await fields.getByLabel('身份').selectOption(guest.role);
    if ('side' in guest) await fields.getByLabel('哪一方').selectOption(guest.side);
    await fields.getByLabel('姓名').fill(guest.name);
    await fields.getByLabel('手机').fill(guest.phone);
  }
  await clerk.evaluate(() => window.scrollTo(0, 0));
  await look(clerk, 'hearing-booking');
  await clerk.getByRole('button', { name: '约好' }).click();
  await clerk.waitForURL((url) => url.pathname.startsWith('/sittings/'));
  return new URL(clerk.url()).pathname.split('/').at(-1) ?? '';
}

/** Somebody of the hearing: their id in it and the page they come with. */
export interface Seat {
  id: string;
  page: Page;
}

export type Guest =
  'plaintiff' | 'defendant' | 'agent' | 'assessor' | 'second' | 'witness' | 'observer';

/** A page and a link for everybody who has no account. */
export async function guests(
  browser: Browser,
  sittingId: string,
): Promise<Record<Guest, Seat & { url: string }>> {
  const { desk: clerk } = await Desk.signIn('clerk');
  const sitting = await clerk.ask<Sitting>('GET', `/sittings/${sittingId}`);
  const seat = async (name: string, wide = false) => {
    const id = sitting.participants.find((p) => p.name === name)?.id ?? '';
    const path = `/sittings/${sittingId}/participants/${id}/link`;
    const { url } = await clerk.ask<JoinLink>('POST', path);
    const page = await (await smallCamera(await (wide ? desk : phone)(browser))).newPage();
    page.setDefaultTimeout(30_000);
    return { id, page, url: new URL(new URL(url).pathname, BASE_URL).href };
  };
  return {
    plaintiff: await seat('陈某珍'),
    defendant: await seat('杨某'),
    agent: await seat('孙律师'),
    assessor: await seat('何陪审', true),
    second: await seat('吕陪审', true),
    witness: await seat('邓证人'),
    observer: await seat('冯旁听'),
  };
}

/** A photo of the loan note, as a party takes it with the phone. */
export async function loanNote(browser: Browser): Promise<Buffer> {
  const context = await browser.newContext({ viewport: { width: 600, height: 760 } });
  const page = await context.newPage();
  await page.setContent(`<body style="margin:48px;font:28px/2 'Noto Serif CJK SC',serif;
    background:#f4ecd8;color:#222"><h1 style="text-align:center">借 条</h1>
    <p style="text-indent:2em">今借到陈某珍人民币叁万元整（¥30,000），于二〇二六年六月三十日前
    一次还清，不计利息。</p><p style="text-align:right">借款人：杨某<br>二〇二六年一月八日</p>`);
  const photo = await page.screenshot();
  await context.close();
  return photo;
}
