import type { IceServer, OfferedSource, SourceKind } from '../generated/protocol';
import { Emitter } from './emitter';
import { Serial } from './serial';
import type { Request } from './signal';
import { hasLostPath, watchConnection } from './watch';

/** What a participant sends: one track of each kind at most, and whether it is on. */
export type Outgoing = Record<SourceKind, { track: MediaStreamTrack | undefined; on: boolean }>;

export interface PublisherEvents {
  state: RTCPeerConnectionState;
  /** The connection broke; it was replaced by itself. */
  republished: 'failed';
}

const KIND_ORDER: readonly SourceKind[] = ['MICROPHONE', 'CAMERA', 'SCREEN'];
const MAX_BITRATE: Record<SourceKind, number> = {
  MICROPHONE: 40_000,
  CAMERA: 600_000,
  SCREEN: 1_500_000,
};
/**
 * Two encodings of the camera, the smaller picture first (RFC 8853): whoever shows it small, or has
 * a narrow network, is sent the small one.
 */
const SMALL_CAMERA_BITRATE = 150_000;
const CAMERA_ENCODINGS: RTCRtpEncodingParameters[] = [
  { rid: 's', scaleResolutionDownBy: 2, maxBitrate: SMALL_CAMERA_BITRATE },
  { rid: 'l', maxBitrate: MAX_BITRATE.CAMERA },
];
const RETRY_MS = 1000;

/**
 * The connection a participant sends on. All m-lines are made at once, without a track where there
 * is none yet, so that a camera found later or a shared screen needs no new negotiation.
 */
export class Publisher {
  readonly events = new Emitter<PublisherEvents>();
  private readonly serial = new Serial();
  private readonly outgoing: Outgoing = {
    MICROPHONE: { track: undefined, on: true },
    CAMERA: { track: undefined, on: true },
    SCREEN: { track: undefined, on: false },
  };
  private pc: RTCPeerConnection | undefined;
  private senders = new Map<SourceKind, RTCRtpSender>();
  private answered: ((sdp: string) => void) | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private lookForPath: () => void = () => undefined;
  private wanted = false;

  /**
   * @param request sends to the server
   * @param iceServers those of the latest welcome
   */
  constructor(
    private readonly request: (message: Request) => Promise<void>,
    private readonly iceServers: () => IceServer[],
  ) {}

  /** Publishes anew on a new connection. The server lets the older one go. */
  publish(): Promise<void> {
    this.wanted = true;
    clearTimeout(this.retry);
    return this.serial.run(() => this.negotiate());
  }

  /** The signalling is back: looks for another path where the present one is lost. */
  mend(): void {
    if (this.connected) return;
    if (this.pc && hasLostPath(this.pc)) this.lookForPath();
    else this.publish().catch(() => undefined);
  }

  handleAnswer(sdp: string): void {
    this.answered?.(sdp);
    this.answered = undefined;
  }

  /** Puts a track in place of an earlier one of its kind; `undefined` takes it away. */
  async setTrack(kind: SourceKind, track: MediaStreamTrack | undefined): Promise<void> {
    const source = this.outgoing[kind];
    source.track = track;
    if (track) track.enabled = source.on;
    await this.senders.get(kind)?.replaceTrack(track ?? null);
  }

  /**
   * Mutes or unmutes a source. The track falls silent at once, whatever the network does; the
   * server is told so that it drops the packets and shows it to the others.
   */
  async setOn(kind: SourceKind, on: boolean): Promise<void> {
    const source = this.outgoing[kind];
    source.on = on;
    if (source.track) source.track.enabled = on;
    await this.pause(kind, !on);
    if (this.senders.has(kind)) await this.request({ type: 'setSource', kind, on });
  }

  isOn(kind: SourceKind): boolean {
    return this.outgoing[kind].on && this.outgoing[kind].track !== undefined;
  }

  /** Whether the present connection carries media. */
  get connected(): boolean {
    return this.pc?.connectionState === 'connected';
  }

  stats(): Promise<RTCStatsReport> | undefined {
    return this.pc?.getStats();
  }

  close(): void {
    this.wanted = false;
    clearTimeout(this.retry);
    this.pc?.close();
    this.pc = undefined;
    this.senders.clear();
  }

  private async negotiate(): Promise<void> {
    if (!this.wanted) return;
    this.pc?.close();
    const pc = new RTCPeerConnection({
      iceServers: this.iceServers().map(toRtcIceServer),
      bundlePolicy: 'max-bundle',
    });
    this.pc = pc;
    this.lookForPath = watchConnection(pc, {
      state: (state) => this.events.emit('state', state),
      restart: () => this.restart(pc),
      broken: () => this.broke(pc),
    });
    this.senders = this.addSources(pc);
    try {
      await this.offer(pc);
      await this.tune();
    } catch (e) {
      this.retryLater(pc);
      throw e;
    }
  }

  private async offer(pc: RTCPeerConnection): Promise<void> {
    await pc.setLocalDescription(await pc.createOffer());
    const answer = new Promise<string>((resolve) => (this.answered = resolve));
    await this.request({
      type: 'publish',
      sdp: localSdp(pc),
      sources: this.offered(pc),
    });
    // The answer comes before `done`, so it is here by now.
    await pc.setRemoteDescription({ type: 'answer', sdp: await answer });
  }

  /** Looks for another path on the present connection. */
  private restart(pc: RTCPeerConnection): void {
    const work = async () => {
      if (pc !== this.pc || !this.wanted) return;
      pc.restartIce();
      await this.offer(pc);
    };
    // While the signalling is down nothing can be told; the next welcome sees to it.
    this.serial.run(work).catch(() => this.abandonOffer(pc));
  }

  /** An offer nobody took must not stand in the way of the next (RFC 9429 section 4.1.10.2). */
  private abandonOffer(pc: RTCPeerConnection): void {
    if (pc.signalingState !== 'have-local-offer') return;
    pc.setLocalDescription({ type: 'rollback' }).catch(() => undefined);
  }

  private addSources(pc: RTCPeerConnection): Map<SourceKind, RTCRtpSender> {
    const senders = new Map<SourceKind, RTCRtpSender>();
    for (const kind of KIND_ORDER) {
      const media = kind === 'MICROPHONE' ? 'audio' : 'video';
      const track = this.outgoing[kind].track;
      const transceiver = pc.addTransceiver(track ?? media, {
        direction: 'sendonly',
        ...(kind === 'CAMERA' ? { sendEncodings: CAMERA_ENCODINGS } : {}),
      });
      senders.set(kind, transceiver.sender);
    }
    return senders;
  }

  private offered(pc: RTCPeerConnection): OfferedSource[] {
    return [...this.senders].map(([kind, sender]) => {
      const transceiver = pc.getTransceivers().find((t) => t.sender === sender);
      return { mid: transceiver?.mid ?? '', kind, on: this.isOn(kind) };
    });
  }

  private async tune(): Promise<void> {
    for (const kind of this.senders.keys()) await this.pause(kind, !this.outgoing[kind].on);
  }

  /** A paused encoder sends nothing at all, which is what a weak link needs. */
  private async pause(kind: SourceKind, paused: boolean): Promise<void> {
    const sender = this.senders.get(kind);
    const parameters = sender?.getParameters();
    const encodings = parameters?.encodings;
    if (!sender || !parameters || !encodings?.[0]) return;
    encodings.forEach((encoding, i) => {
      const small = i < encodings.length - 1;
      encoding.active = !paused;
      encoding.maxBitrate = small ? SMALL_CAMERA_BITRATE : MAX_BITRATE[kind];
    });
    if (kind === 'SCREEN') parameters.degradationPreference = 'maintain-resolution';
    await sender.setParameters(parameters).catch(() => undefined);
  }

  private broke(pc: RTCPeerConnection): void {
    if (pc !== this.pc || !this.wanted) return;
    this.events.emit('republished', 'failed');
    this.publish().catch(() => undefined);
  }

  private retryLater(pc: RTCPeerConnection): void {
    if (pc !== this.pc || !this.wanted) return;
    // While the signalling is down the call publishes again at the next welcome.
    this.retry = setTimeout(() => this.publish().catch(() => undefined), RETRY_MS);
  }
}

/** The empty optional fields of the protocol are left out for the browser. */
export function toRtcIceServer(server: IceServer): RTCIceServer {
  return {
    urls: server.urls,
    ...(server.username ? { username: server.username } : {}),
    ...(server.credential ? { credential: server.credential } : {}),
  };
}

function localSdp(pc: RTCPeerConnection): string {
  return pc.localDescription?.sdp ?? '';
}
