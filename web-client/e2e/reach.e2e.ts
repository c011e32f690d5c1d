import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Coturn } from './coturn';
import { book, type Booked } from './room-desk';
import {
  desk,
  hearAndSee,
  launch,
  openRoom,
  pairsInUse,
  phone,
  relayOnly,
  seeMoving,
  walkIn,
} from './room-people';

/** What a network that lets only TCP through makes of Chromium, by its own policy. */
const NO_UDP = ['--webrtc-ip-handling-policy=disable_non_proxied_udp'];

let office: Browser;
let booked: Booked;
let mediator: Page;
let coturn: Coturn;

beforeAll(async () => {
  coturn = await Coturn.start();
  booked = await book();
  office = await launch();
  mediator = await openRoom(await desk(office), booked.sitting.id);
});

afterAll(async () => {
  await office?.close();
  coturn?.stop();
});

/** Walks a party in, has the mediator admit them, and waits until media flows both ways. */
async function joins(context: BrowserContext, role: string, url: string): Promise<Page> {
  const id = booked.sitting.participants.find((p) => p.role === role)?.id ?? '';
  const page = await context.newPage();
  await walkIn(page, url);
  await mediator.click(`[data-admit="${id}"]`);
  await page.waitForSelector('.phone-room');
  await hearAndSee(page);
  await seeMoving(mediator, id);
  return page;
}

describe('a party whose network blocks UDP', () => {
  test('joins by ICE-TCP alone', async () => {
    const browser = await launch(NO_UDP);
    try {
      const page = await joins(await phone(browser), 'APPLICANT', booked.applicantUrl);
      const pairs = await pairsInUse(page);
      expect(pairs.length).toBe(2);
      for (const pair of pairs) {
        expect(pair).toMatchObject({ localType: 'prflx', remoteType: 'host', protocol: 'tcp' });
      }
    } finally {
      await browser.close();
    }
  });

  test('joins through TURN over TLS alone', async () => {
    // Its certificate is of its own making, as in no district's network.
    const browser = await launch([...NO_UDP, '--ignore-certificate-errors']);
    try {
      const context = await phone(browser);
      await relayOnly(context);
      const page = await joins(context, 'RESPONDENT', booked.respondentUrl);
      const pairs = await pairsInUse(page);
      expect(pairs.length).toBe(2);
      for (const pair of pairs) {
        expect(pair).toMatchObject({ localType: 'relay', relay: 'tls', remoteType: 'host' });
      }
    } finally {
      await browser.close();
    }
  });
});
