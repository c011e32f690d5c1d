import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { BASE_URL } from './room-desk';
import { until } from './room-people';

/** Where to go with a token. */
export interface Door {
  url: string;
  bearer: string;
}

interface Created {
  status: number;
  type: string | null;
  location: string | null;
}

interface Stream {
  type: string;
  kind: string;
  rid?: string;
  framesEncoded?: number;
  framesDecoded?: number;
  frameHeight?: number;
  totalAudioEnergy?: number;
}

interface Plain {
  connection: RTCPeerConnection;
}

/** Lines to receive a sound and a picture, of any codec or of one, shown by the page's video. */
function listen(codec: string): void {
  const connection = new RTCPeerConnection();
  (window as unknown as Plain).connection = connection;
  const stream = new MediaStream();
  connection.ontrack = ({ track }) => stream.addTrack(track);
  (document.querySelector('video') as HTMLVideoElement).srcObject = stream;
  connection.addTransceiver('audio', { direction: 'recvonly' });
  const video = connection.addTransceiver('video', { direction: 'recvonly' });
  const known = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  if (codec) {
    video.setCodecPreferences(known.filter((c) => [codec, 'video/rtx'].includes(c.mimeType)));
  }
}

/**
 * Lines to send a microphone, and a camera in two sizes of one codec; Chromium makes a third only
 * of larger pictures.
 */
async function show(codec: string): Promise<void> {
  const connection = new RTCPeerConnection();
  (window as unknown as Plain).connection = connection;
  const size = { width: 640, height: 480 };
  const devices = await navigator.mediaDevices.getUserMedia({ audio: true, video: size });
  const [sound] = devices.getAudioTracks();
  const [picture] = devices.getVideoTracks();
  if (!sound || !picture) throw new Error('no devices');
  connection.addTransceiver(sound, { direction: 'sendonly' });
  const video = connection.addTransceiver(picture, {
    direction: 'sendonly',
    sendEncodings: [2, 1].map((by) => ({ rid: `by${by}`, scaleResolutionDownBy: by })),
  });
  const known = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  video.setCodecPreferences(known.filter((c) => [codec, 'video/rtx'].includes(c.mimeType)));
}

/** All that WHIP and WHEP ask: one offer, one POST (RFC 9725 section 4.2). */
async function knock({ url, bearer }: Door): Promise<Created> {
  const { connection } = window as unknown as Plain;
  await connection.setLocalDescription();
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${bearer}` },
    body: connection.localDescription?.sdp ?? '',
  });
  await connection.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  const header = (name: string) => answer.headers.get(name);
  return { status: answer.status, type: header('Content-Type'), location: header('Location') };
}

async function hangUp({ url, bearer }: Door): Promise<number> {
  const headers = { Authorization: `Bearer ${bearer}` };
  return (await fetch(url, { method: 'DELETE', headers })).status;
}

/** Serves a page with nothing but a place for pictures, at an address of its own. */
async function otherHouse(): Promise<Server> {
  const house = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><video autoplay playsinline></video>');
  });
  house.listen(0, '127.0.0.1');
  await once(house, 'listening');
  return house;
}

/** A page of another house, without anything of ours, that sends by WHIP or watches by WHEP. */
export class PlainPage {
  private made: Created & Door = { status: 0, type: null, location: null, url: '', bearer: '' };

  private constructor(
    private readonly page: Page,
    private readonly house: Server,
  ) {}

  static async open(browser: Browser): Promise<PlainPage> {
    const house = await otherHouse();
    const { port } = house.address() as AddressInfo;
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    return new PlainPage(page, house);
  }

  async watch(door: Door, codec = ''): Promise<Created> {
    await this.page.evaluate(listen, codec);
    return this.enter(door);
  }

  async send(door: Door, codec: string): Promise<Created> {
    await this.page.evaluate(show, codec);
    return this.enter(door);
  }

  private async enter(door: Door): Promise<Created> {
    const created = await this.page.evaluate(knock, { ...door, url: `${BASE_URL}${door.url}` });
    this.made = { ...created, ...door };
    return created;
  }

  /** Waits until a picture of this height at least moves and there is sound to play. */
  async plays(height: number): Promise<void> {
    let last: Stream[] = [];
    await until(async () => {
      last = await this.streams('inbound-rtp');
      const [video, audio] = ['video', 'audio'].map((kind) => last.find((s) => s.kind === kind));
      const shown = await this.page.$eval('video', (v) => (v.currentTime > 0 ? v.videoHeight : 0));
      return (
        (video?.framesDecoded ?? 0) >= 20 &&
        (audio?.totalAudioEnergy ?? 0) > 0.001 &&
        shown >= height
      );
    }, 'picture and sound').catch((e: unknown) => {
      throw new Error(`${String(e)}: ${JSON.stringify(last)}`, { cause: e });
    });
  }

  /** The sizes it sends pictures in. */
  async sizesSent(): Promise<string[]> {
    const sent = await this.streams('outbound-rtp');
    return sent
      .filter((s) => s.rid && (s.framesEncoded ?? 0) > 0)
      .map((s) => s.rid ?? '')
      .sort();
  }

  /** The RTP streams of one direction, by the browser's own statistics. */
  private streams(type: string): Promise<Stream[]> {
    return this.page.evaluate(async (wanted) => {
      const report = await (window as unknown as Plain).connection.getStats();
      return ([...report.values()] as Stream[]).filter((s) => s.type === wanted);
    }, type);
  }

  /** Ends what it does, with a word (RFC 9725 section 4.2); gives the status of the answer. */
  async end(): Promise<number> {
    const status = await this.page.evaluate(hangUp, {
      url: `${BASE_URL}${this.made.location}`,
      bearer: this.made.bearer,
    });
    await this.page.context().close();
    this.house.close();
    return status;
  }
}
