import { fileURLToPath } from 'node:url';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type CDPSession,
  type Page,
} from 'playwright-core';
import { BASE_URL, PASSWORD, USERNAME } from './room-desk';

const SCREENS = fileURLToPath(new URL('../../docs/screens/', import.meta.url));

/** Chromium with a drawn camera and a beeping microphone, which it grants without asking. */
export function launch(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  });
}

/** A villager's phone. */
export function phone(browser: Browser): Promise<BrowserContext> {
  return person(browser, { width: 390, height: 844 }, true);
}

/** A mediator's desk. */
export function desk(browser: Browser): Promise<BrowserContext> {
  return person(browser, { width: 1440, height: 900 }, false);
}

async function person(
  browser: Browser,
  viewport: { width: number; height: number },
  handheld: boolean,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    isMobile: handheld,
    hasTouch: handheld,
    // What stands still can be looked at at once.
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ignoreHTTPSErrors: true,
  });
  await context.addInitScript(watchConnections);
  return context;
}

/** Gives a context's pages a camera of few pixels: one machine draws and encodes them all here. */
export async function smallCamera(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript(() => {
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices) return;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = (wanted) => {
      const video = typeof wanted?.video === 'object' ? wanted.video : {};
      const small = { ...video, width: 320, height: 180 };
      return open(wanted?.video ? { ...wanted, video: small } : wanted);
    };
  });
  return context;
}

interface Watched {
  connections: RTCPeerConnection[];
  sockets: WebSocket[];
}

/** Keeps the page's connections in sight, so that a test can measure and cut them. */
function watchConnections(): void {
  const watched: Watched = { connections: [], sockets: [] };
  (window as unknown as { watched: Watched }).watched = watched;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      watched.connections.push(this);
    }
  };
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      watched.sockets.push(this);
    }
  };
}

/** Allows the pages of a context relayed candidates alone. */
export async function relayOnly(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });
}

/** A candidate pair that carries media. */
export interface PairInUse {
  localType: string;
  remoteType: string;
  protocol: string;
  relay: string;
}

/** The selected pair of each connection of a page that is up. */
export function pairsInUse(page: Page): Promise<PairInUse[]> {
  return page.evaluate(async () => {
    const { connections } = (window as unknown as { watched: Watched }).watched;
    const pairs: PairInUse[] = [];
    for (const connection of connections) {
      if (connection.connectionState !== 'connected') continue;
      const stats = (await connection.getStats()) as unknown as Map<string, Record<string, string>>;
      const transport = [...stats.values()].find((s) => s['type'] === 'transport');
      const pair = stats.get(transport?.['selectedCandidatePairId'] ?? '');
      const local = stats.get(pair?.['localCandidateId'] ?? '');
      const remote = stats.get(pair?.['remoteCandidateId'] ?? '');
      pairs.push({
        localType: local?.['candidateType'] ?? '',
        remoteType: remote?.['candidateType'] ?? '',
        protocol: local?.['protocol'] ?? '',
        relay: local?.['relayProtocol'] ?? '',
      });
    }
    return pairs;
  });
}

/** What one page receives now, summed over its live connections. */
export interface Received {
  framesDecoded: number;
  audioEnergy: number;
  audioPackets: number;
}

export function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    const { connections } = (window as unknown as { watched: Watched }).watched;
    const sum = { framesDecoded: 0, audioEnergy: 0, audioPackets: 0 };
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach(
        (s: {
          type: string;
          kind?: string;
          framesDecoded?: number;
          totalAudioEnergy?: number;
          packetsReceived?: number;
        }) => {
          if (s.type !== 'inbound-rtp') return;
          if (s.kind === 'video') sum.framesDecoded += s.framesDecoded ?? 0;
          if (s.kind === 'audio') {
            sum.audioEnergy += s.totalAudioEnergy ?? 0;
            sum.audioPackets += s.packetsReceived ?? 0;
          }
        },
      );
    }
    return sum;
  });
}

/** What arrived during the given time. */
export async function receivedDuring(page: Page, ms: number): Promise<Received> {
  const before = await received(page);
  await page.waitForTimeout(ms);
  const after = await received(page);
  return {
    framesDecoded: after.framesDecoded - before.framesDecoded,
    audioEnergy: after.audioEnergy - before.audioEnergy,
    audioPackets: after.audioPackets - before.audioPackets,
  };
}

/** The picture of one participant as drawn on the page, reduced to 32 × 18 grey values. */
async function picture(page: Page, participantId: string): Promise<number[]> {
  return page.evaluate((id) => {
    const video = document.querySelector<HTMLVideoElement>(`[data-participant="${id}"] video`);
    if (!video) return [];
    const canvas = document.createElement('canvas');
    canvas.width = 32;
    canvas.height = 18;
    const context = canvas.getContext('2d');
    if (!context) return [];
    context.drawImage(video, 0, 0, 32, 18);
    const { data } = context.getImageData(0, 0, 32, 18);
    return Array.from({ length: 32 * 18 }, (_, i) => data[4 * i + 1] ?? 0);
  }, participantId);
}

/** Waits until the drawn pixels of a participant's picture change and are not black. */
export async function seeMoving(page: Page, participantId: string): Promise<void> {
  await until(async () => {
    const before = await picture(page, participantId);
    await page.waitForTimeout(400);
    const after = await picture(page, participantId);
    const bright = after.filter((v) => v > 40).length;
    const changed = after.filter((v, i) => Math.abs(v - (before[i] ?? 0)) > 20).length;
    return bright > 50 && changed > 5;
  }, `the picture of ${participantId} to move`);
}

/** Waits until video frames and audible sound arrive. */
export async function hearAndSee(page: Page): Promise<void> {
  await until(async () => {
    const now = await receivedDuring(page, 1500);
    return now.framesDecoded >= 10 && now.audioEnergy > 0.001;
  }, 'frames and sound to arrive');
}

/** Waits for something to come true; 45 s at most, longer than a picture is held back after a bad link. */
export async function until(true_: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 45_000;
  while (Date.now() < end) {
    if (await true_()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited 45 s for ${what}`);
}

/** Cuts the signalling as a lost network does. */
export function cutSocket(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { sockets } = (window as unknown as { watched: Watched }).watched;
    sockets.at(-1)?.close();
  });
}

export function socketCount(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { watched: Watched }).watched.sockets.length);
}

const sessions = new WeakMap<Page, CDPSession>();

/**
 * Takes HTTP and WebSocket from a page, or gives them back. Chromium's emulation does not reach the
 * sockets of WebRTC, so the media goes on.
 */
export async function goOffline(page: Page, offline: boolean): Promise<void> {
  // What a session emulates holds until that very session takes it back.
  const devtools = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, devtools);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

export function shot(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({ path: `${SCREENS}${name}.png` });
}

/** Signs the mediator in and opens the room. */
export async function openRoom(context: BrowserContext, sittingId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${BASE_URL}/sign-in?next=/`);
  await page.fill('input[autocomplete="username"]', USERNAME);
  await page.fill('input[type="password"]', PASSWORD);
  await page.click('button[type="submit"]');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto(`${BASE_URL}/room/${sittingId}`);
  await page.waitForSelector('.desk-room');
  return page;
}

/** Walks somebody from the link to the lobby, taking a picture of each step. */
export async function walkIn(page: Page, url: string, name?: string): Promise<void> {
  const take = async (step: string) => {
    if (name) await shot(page, `${name}-${step}-phone`);
  };
  await page.goto(url);
  await page.waitForSelector('[data-next]');
  await take('1-invitation');
  await page.click('[data-next]');
  await page.waitForSelector('.sentences');
  await take('2-consent');
  await page.click('[data-next]');
  await page.waitForSelector('[data-start], [data-play], .wait[data-place="LOBBY"]');
  // Who only listens has nothing to check.
  if (await page.isVisible('.wait')) return;
  // Where the browser allowed the devices before, the check starts by itself.
  if (await page.isVisible('[data-start]')) {
    await page.click('[data-start]', { timeout: 3000 }).catch(() => undefined);
  }
  await page.click('[data-play]');
  await page.click('[data-hear]');
  await until(
    () => page.$eval('.m-level__bar.lit', () => true).catch(() => false),
    'the level to move',
  );
  await take('3-check');
  await page.click('.step__foot [data-next]');
  await page.waitForSelector('.wait[data-place="LOBBY"]');
  await take('4-lobby');
}
