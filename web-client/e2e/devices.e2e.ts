import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BASE_URL, book, Desk, type Booked } from './room-desk';
import { PlainPage } from './plain-page';
import { whipClientEnvironment } from './whip-client';
import { desk, hearAndSee, launch, openRoom, seeMoving, until } from './room-people';

let browser: Browser;
let booked: Booked;
let mediator: Page;
let office: Desk;

beforeAll(async () => {
  office = (await Desk.signIn()).desk;
  booked = await book();
  browser = await launch();
  mediator = await openRoom(await desk(browser), booked.sitting.id);
});

afterAll(async () => {
  await browser?.close();
});

interface MediaToken {
  token: string;
  url: string;
}

function participant(role: string): string {
  return booked.sitting.participants.find((p) => p.role === role)?.id ?? '';
}

function token(role: string, use: 'SEND' | 'WATCH'): Promise<MediaToken> {
  const path = `/sittings/${booked.sitting.id}/participants/${participant(role)}/media-token`;
  return office.ask('POST', path, { use });
}

/** Runs an encoder until the mediator sees it, and hears it if it has sound, then ends it and waits for it to be gone. */
async function isSeen(
  role: string,
  program: string,
  args: string[],
  { env = process.env, sound = true }: { env?: NodeJS.ProcessEnv; sound?: boolean } = {},
): Promise<void> {
  const id = participant(role);
  const encoder: ChildProcess = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (words: Buffer) => (said = (said + words.toString()).slice(-4000));
  encoder.stdout?.on('data', hear);
  encoder.stderr?.on('data', hear);
  try {
    await seeMoving(mediator, id);
    if (sound) await hearAndSee(mediator);
  } catch (e) {
    throw new Error(`${String(e)}; ${program} said: ${said}`, { cause: e });
  } finally {
    encoder.kill();
  }
  await until(
    async () => (await mediator.$(`[data-participant="${id}"] video`)) === null,
    `the picture of ${program} to go`,
  );
}

/** A page that plays what a participant may see, of any codec or of one. */
async function plays(role: string, height: number, codec?: string): Promise<void> {
  const { token: bearer, url } = await token(role, 'WATCH');
  const wall = await PlainPage.open(browser);
  const watched = await wall.watch({ url, bearer }, codec);
  expect(watched).toMatchObject({ status: 201, type: 'application/sdp' });
  await wall.plays(height);
  expect(await wall.end()).toBe(200);
}

describe('devices without a page', () => {
  test('FFmpeg sends by WHIP and is seen and heard', async () => {
    const { token: bearer, url } = await token('APPLICANT', 'SEND');
    const picture = ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25'];
    const sound = ['-re', '-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
    const h264 =
      '-pix_fmt yuv420p -c:v libopenh264 -profile:v constrained_baseline -g 50 -b:v 500k';
    const opus = '-c:a libopus -ar 48000 -ac 2';
    await isSeen('APPLICANT', process.env['FFMPEG'] ?? 'ffmpeg', [
      ...['-hide_banner', ...picture, ...sound, ...h264.split(' '), ...opus.split(' ')],
      ...['-f', 'whip', '-authorization', bearer, `${BASE_URL}${url}`],
    ]);
  });

  test("Debian's simple-whip-client sends and is seen and heard", async () => {
    const { token: bearer, url } = await token('RESPONDENT', 'SEND');
    const opus =
      'audiotestsrc is-live=true ! audioconvert ! audioresample ! queue ! opusenc ! ' +
      'rtpopuspay pt=100 ! queue ! application/x-rtp,media=audio,encoding-name=OPUS,payload=100';
    const vp8 =
      'videotestsrc is-live=true pattern=smpte horizontal-speed=5 ! ' +
      'video/x-raw,width=320,height=180 ! videoconvert ! queue ! ' +
      'vp8enc deadline=1 keyframe-max-dist=50 ! rtpvp8pay pt=96 ! queue ! ' +
      'application/x-rtp,media=video,encoding-name=VP8,payload=96';
    const args = ['-u', `${BASE_URL}${url}`, '-t', bearer, '-A', opus, '-V', vp8];
    await isSeen('RESPONDENT', 'whip-client', args, { env: whipClientEnvironment() });
  });

  test('an RTSP camera is seen, by the command that runs beside it', async () => {
    const { token: bearer, url } = await token('APPLICANT', 'SEND');
    const folder = mkdtempSync(join(tmpdir(), 'maple-camera-'));
    const camera = spawn('/usr/bin/python3', ['e2e/rtsp-camera.py'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [port] = (await once(camera.stdout, 'data')) as [Buffer];
      const [from, bearerFile] = [join(folder, 'from'), join(folder, 'token')];
      writeFileSync(from, `rtsp://127.0.0.1:${port.toString().trim()}/picture`);
      writeFileSync(bearerFile, bearer);
      const args = ['camera', '--from', from, '--to', `${BASE_URL}${url}`, '--token', bearerFile];
      await isSeen('APPLICANT', '../maple', args, { sound: false });
    } finally {
      camera.kill();
    }
  });

  test('a plain page plays the sitting by WHEP', async () => {
    await plays('RESPONDENT', 180);
  });

  test('a plain page sends H.264 in two sizes by WHIP, another plays the larger', async () => {
    const { token: bearer, url } = await token('APPLICANT', 'SEND');
    const camera = await PlainPage.open(browser);
    const sent = await camera.send({ url, bearer }, 'video/H264');
    expect(sent.status).toBe(201);
    await seeMoving(mediator, participant('APPLICANT'));
    await plays('RESPONDENT', 480, 'video/H264');
    expect(await camera.sizesSent()).toEqual(['by1', 'by2']);
    expect(await camera.end()).toBe(200);
  });
});
