import type {
  Knocker,
  DeviceCheck,
  IceServer,
  ServerMessageUnion,
  SourceKind,
  Welcome,
} from '../generated/protocol';
import { endFor, INITIAL, observes, reduce, type CallState } from './call-state';
import { Emitter } from './emitter';
import { SignalError } from './errors';
import { LinkQuality, type LinkState } from './link-quality';
import type { DeviceKind, LocalMedia } from './local-media';
import { Publisher } from './publisher';
import { Receiver, type Incoming } from './receiver';
import { Signal, type Request, type SignalState, type Ticket } from './signal';
import { ScreenWake } from './wake-lock';
import { Wishes } from './wishes';

export interface CallEvents {
  state: CallState;
  connection: SignalState;
  sources: readonly Incoming[];
  link: LinkState;
  /** The host muted this person's microphone. */
  mutedByHost: undefined;
  /** One's own sources were switched, by hand or by the host. */
  outgoing: undefined;
  /** Somebody new waits in the lobby, or asks for help. */
  attention: 'knock' | 'help';
}

/**
 * One person's presence in a sitting: the signalling connection, what is sent, what is received,
 * and the state all of it adds up to. It comes back by itself after a lost network, a sleeping
 * phone or a restarted server.
 */
export class Call {
  readonly events = new Emitter<CallEvents>();
  readonly signal: Signal;
  readonly publisher: Publisher;
  readonly receiver: Receiver;
  /** How the page shows what it receives. */
  readonly wishesFor: Wishes;
  private readonly wake = new ScreenWake();
  private readonly link = new LinkQuality();
  private current: CallState = INITIAL;
  private iceServers: IceServer[] = [];
  private checks: DeviceCheck | undefined;
  private readonly lostDevices = new Set<DeviceKind>();
  /** Changes of one's own sources the server has not confirmed yet. */
  private settling = 0;
  private wished: Record<SourceKind, boolean> = {
    MICROPHONE: true,
    CAMERA: true,
    SCREEN: false,
  };

  /**
   * @param ticketFor gives a fresh ticket at each connect
   * @param media this person's devices; the caller closes them
   * @param sends whether anything is sent; who only listens sends nothing before `speak`
   */
  constructor(
    ticketFor: () => Promise<Ticket>,
    readonly media: LocalMedia,
    private sends = true,
  ) {
    this.signal = new Signal(ticketFor);
    const request = (message: Request) => this.signal.request(message);
    const servers = () => this.iceServers;
    this.publisher = new Publisher(request, servers);
    this.receiver = new Receiver(request, servers);
    this.wishesFor = new Wishes((wishes) => {
      request({ type: 'wish', wishes }).catch(() => undefined);
    });
    this.signal.events.on('message', (m) => this.handle(m));
    this.signal.events.on('state', (s) => this.events.emit('connection', s));
    this.signal.events.on('refused', ({ id, sentence }) =>
      this.finish({
        ...this.current,
        end: endFor(id, sentence),
      }),
    );
    this.receiver.events.on('sources', (s) => this.events.emit('sources', s));
    media.events.on('changed', (kind) => void this.mediaChanged(kind));
    media.events.on('lost', (kind) => this.deviceLost(kind));
    // Devices taken before, by the check, are sent from the first moment on.
    for (const kind of ['MICROPHONE', 'CAMERA'] as const) {
      void this.publisher.setTrack(kind, media.get(kind).track);
    }
  }

  get state(): CallState {
    return this.current;
  }

  get linkState(): LinkState {
    return this.link.state;
  }

  /** Connects; `checks` is given when the person wants to be let in. */
  start(checks?: DeviceCheck): void {
    this.checks = checks;
    this.signal.start();
  }

  /** Asks to be let in; repeated by itself after each reconnection. */
  knock(checks: DeviceCheck): Promise<void> {
    this.checks = checks;
    return this.signal.request({ type: 'knock', checks });
  }

  request(message: Request): Promise<void> {
    return this.signal.request(message);
  }

  /** What this person wishes to send; the network may hold the picture back. */
  wishes(kind: SourceKind): boolean {
    return this.wished[kind];
  }

  async setOn(kind: SourceKind, on: boolean): Promise<void> {
    this.wished[kind] = on;
    this.events.emit('outgoing', undefined);
    await this.applySource(kind);
  }

  /** Puts a wish into effect here at once, and on the server as soon as it can be reached. */
  private async applySource(kind: SourceKind): Promise<void> {
    this.settling += 1;
    try {
      await this.publisher.setOn(kind, this.wished[kind] && !this.heldBack(kind));
    } catch (e) {
      // Without a connection the track is switched already; the server is told at the next welcome.
      if (!(e instanceof SignalError) || e.reason !== 'offline') throw e;
    } finally {
      this.settling -= 1;
    }
  }

  /** Begins to send, who only listened so far. */
  speak(): Promise<void> {
    this.sends = true;
    return this.publisher.publish();
  }

  /** Sends nothing any more. */
  beSilent(): void {
    this.sends = false;
    this.publisher.close();
  }

  async shareScreen(track: MediaStreamTrack | undefined): Promise<void> {
    await this.publisher.setTrack('SCREEN', track);
    await this.setOn('SCREEN', track !== undefined);
  }

  helpSeen(): void {
    this.become({ ...this.current, help: [] });
  }

  /** Gives, refuses or withdraws consent to being recorded. */
  /** @param companion who answers, where it is somebody at this device with its owner */
  async answerConsent(given: boolean, companion?: string): Promise<void> {
    const textVersion = this.current.consentText;
    if (!textVersion) return;
    const who = companion === undefined ? {} : { companion };
    await this.signal.request({ type: 'giveConsent', textVersion, given, ...who });
    if (companion === undefined) this.become({ ...this.current, consentAsked: undefined });
  }

  /** Leaves; the person may come back by the same link. */
  async leave(): Promise<void> {
    // Closing the socket says the same where the message no longer gets through.
    await this.signal.request({ type: 'leave' }).catch(() => undefined);
    this.finish({ ...this.current, end: { why: 'left' } });
  }

  /** Ends everything without a word to the page. */
  close(): void {
    this.stopMedia();
    this.signal.stop();
    this.events.clear();
  }

  private handle(message: ServerMessageUnion): void {
    const before = this.current;
    const next = reduce(before, message, Date.now());
    if (next.end && !before.end) {
      this.finish(next);
      return;
    }
    this.become(next);
    switch (message.type) {
      case 'welcome':
        this.welcomed(message, before);
        break;
      case 'refused':
        // Not again by itself after a lost network: the person decides.
        this.checks = undefined;
        break;
      case 'admitted':
        this.enter();
        break;
      case 'publishAnswer':
        this.publisher.handleAnswer(message.sdp);
        break;
      case 'receiveOffer':
        this.receiver.handleOffer(message);
        if (message.fresh) this.wishesFor.repeat();
        break;
      case 'mutedByHost':
        this.muted();
        break;
      case 'roster':
        // A mute by the host outlives a reload of this page, which does not know of it.
        if (this.settling === 0 && this.mutedOnServer()) this.muted();
        break;
      case 'lobby':
        if (message.waiting.some((knocker) => !wasWaiting(before.lobby, knocker))) {
          this.events.emit('attention', 'knock');
        }
        break;
      case 'helpAsked':
        this.events.emit('attention', 'help');
        break;
      case 'quality':
        void this.measured(message);
        break;
      default:
    }
  }

  private muted(): void {
    void this.setOn('MICROPHONE', false).catch(() => undefined);
    this.events.emit('mutedByHost', undefined);
  }

  private mutedOnServer(): boolean {
    // What the procedure keeps shut opens again by itself and is nobody's mute.
    if (this.current.procedure?.rights.speak === false) return false;
    const mine = this.current.you?.sources.find((s) => s.kind === 'MICROPHONE');
    return this.publisher.connected && this.publisher.isOn('MICROPHONE') && mine?.on === false;
  }

  private welcomed(welcome: Welcome, before: CallState): void {
    if (observes(welcome.you, welcome.sitting)) this.sendNothing();
    this.iceServers = welcome.iceServers;
    if (welcome.place === 'ROOM') {
      this.wake.start();
      const kept = welcome.mediaKept && before.serverEpoch === welcome.serverEpoch;
      // Connections that outlived the socket go on; an offer not answered yet comes again.
      if (kept) {
        this.publisher.mend();
        this.tellSources();
        this.receiver.mend();
      } else {
        this.publish();
        this.startReceiving();
      }
    } else if (this.checks) {
      this.knock(this.checks).catch(() => undefined);
    }
  }

  /** The gallery hears and sees; its devices go back to the system. */
  private sendNothing(): void {
    this.sends = false;
    this.media.release('MICROPHONE');
    this.media.release('CAMERA');
  }

  private enter(): void {
    this.wake.start();
    this.link.reset();
    this.publish();
    this.startReceiving();
  }

  /** A failure is tried again by the publisher itself. */
  private publish(): void {
    if (!this.sends) return;
    this.publisher.publish().catch(() => undefined);
  }

  /** What was switched while there was no connection to tell it. */
  private tellSources(): void {
    for (const kind of ['MICROPHONE', 'CAMERA'] as const) {
      this.applySource(kind).catch(() => undefined);
    }
  }

  private startReceiving(): void {
    this.receiver.receive().catch(() => undefined);
  }

  /** The system took a device away: the log of the sitting says so, not that somebody muted. */
  private deviceLost(kind: DeviceKind): void {
    this.lostDevices.add(kind);
    this.request({ type: 'deviceState', kind, works: false }).catch(() => undefined);
  }

  private async mediaChanged(kind: DeviceKind): Promise<void> {
    if (this.media.get(kind).track && this.lostDevices.delete(kind)) {
      this.request({ type: 'deviceState', kind, works: true }).catch(() => undefined);
    }
    const had = this.publisher.isOn(kind);
    await this.publisher.setTrack(kind, this.media.get(kind).track);
    this.events.emit('outgoing', undefined);
    // Others see at once that a camera is gone, and that it is back.
    if (had !== this.publisher.isOn(kind) && this.current.place === 'ROOM') {
      const on = this.wished[kind] && this.media.get(kind).track !== undefined;
      await this.signal.request({ type: 'setSource', kind, on }).catch(() => undefined);
    }
  }

  private async measured(quality: Parameters<LinkQuality['sample']>[0]): Promise<void> {
    const before = this.link.state;
    const after = this.link.sample(quality, await this.outgoingBps());
    if (before === after) return;
    this.events.emit('link', after);
    const held = after === 'picture-held';
    if (held !== (before === 'picture-held') && this.wished.CAMERA) {
      await this.applySource('CAMERA').catch(() => undefined);
    }
  }

  private heldBack(kind: SourceKind): boolean {
    return kind === 'CAMERA' && this.link.state === 'picture-held';
  }

  private async outgoingBps(): Promise<number | undefined> {
    const report = await this.publisher.stats();
    let bps: number | undefined;
    report?.forEach(
      (s: { type: string; nominated?: boolean; availableOutgoingBitrate?: number }) => {
        if (s.type === 'candidate-pair' && s.nominated) bps = s.availableOutgoingBitrate;
      },
    );
    return bps;
  }

  private finish(state: CallState): void {
    this.stopMedia();
    this.signal.stop();
    this.become(state);
  }

  private stopMedia(): void {
    this.wake.stop();
    this.wishesFor.close();
    this.publisher.close();
    this.receiver.close();
  }

  private become(state: CallState): void {
    if (state === this.current) return;
    this.current = state;
    this.events.emit('state', state);
  }
}

/** Somebody who knocks again after a refusal is a new knock, since the time is another. */
function wasWaiting(before: readonly Knocker[], knocker: Knocker): boolean {
  return before.some(
    (known) => known.participantId === knocker.participantId && known.since === knocker.since,
  );
}
