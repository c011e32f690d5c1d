import type { IceServer, ReceivedSource, ReceiveOffer, SourceKind } from '../generated/protocol';
import { Emitter } from './emitter';
import { toRtcIceServer } from './publisher';
import { Serial } from './serial';
import type { Request } from './signal';
import { hasLostPath, watchConnection } from './watch';

/** A source that arrives: `stream` holds its one track and stays the same while it lives. */
export interface Incoming {
  sourceId: string;
  participantId: string;
  kind: SourceKind;
  stream: MediaStream;
}

export interface ReceiverEvents {
  /** The sources that arrive now, whole at each change. */
  sources: readonly Incoming[];
  state: RTCPeerConnectionState;
}

const RETRY_MS = 1000;

/**
 * The connection a participant receives on. The server offers, we answer; offers are answered one
 * after another, and one overtaken by a newer is skipped.
 */
export class Receiver {
  readonly events = new Emitter<ReceiverEvents>();
  private readonly serial = new Serial();
  private pc: RTCPeerConnection | undefined;
  private incoming: Incoming[] = [];
  private newest: ReceiveOffer | undefined;
  private taken: ReceiveOffer | undefined;
  /** Requests for a connection that are not done. */
  private asking = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private lookForPath: () => void = () => undefined;
  private wanted = false;

  constructor(
    private readonly request: (message: Request) => Promise<void>,
    private readonly iceServers: () => IceServer[],
  ) {}

  /** Asks for a receiving connection in place of an earlier one. */
  async receive(): Promise<void> {
    this.wanted = true;
    clearTimeout(this.retry);
    this.asking += 1;
    try {
      await this.request({ type: 'receive' });
    } catch (e) {
      this.again();
      throw e;
    } finally {
      this.asking -= 1;
    }
    this.take();
  }

  /** The signalling is back: looks for another path where the present one is lost. */
  mend(): void {
    if (this.connected) return;
    if (this.pc && hasLostPath(this.pc)) this.lookForPath();
    else this.receive().catch(() => undefined);
  }

  handleOffer(offer: ReceiveOffer): void {
    if (!this.wanted) return;
    this.newest = offer;
    this.take();
  }

  /**
   * Epochs count anew on each connection, so an answer to the last offer of the former one would
   * pass for an answer to the first of the next. The new connection's offer comes before the
   * request for it is done; what comes earlier is not answered.
   */
  private take(): void {
    const offer = this.newest;
    if (!offer || offer === this.taken || this.asking > 0) return;
    this.taken = offer;
    this.serial.run(() => this.answer(offer)).catch(() => this.again());
  }

  get sources(): readonly Incoming[] {
    return this.incoming;
  }

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
    this.publishSources([]);
  }

  private async answer(offer: ReceiveOffer): Promise<void> {
    if (!this.wanted) return;
    if (overtaken(offer, this.newest)) return;
    const pc = offer.fresh || !this.pc ? this.renew() : this.pc;
    await pc.setRemoteDescription({ type: 'offer', sdp: offer.sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    if (overtaken(offer, this.newest)) return;
    const sdp = pc.localDescription?.sdp ?? '';
    this.publishSources(this.match(pc, offer.sources));
    await this.request({ type: 'receiveAnswer', epoch: offer.epoch, sdp });
  }

  private renew(): RTCPeerConnection {
    this.pc?.close();
    const pc = new RTCPeerConnection({
      iceServers: this.iceServers().map(toRtcIceServer),
      bundlePolicy: 'max-bundle',
    });
    this.lookForPath = watchConnection(pc, {
      state: (state) => this.events.emit('state', state),
      restart: () => this.restart(pc),
      broken: () => {
        if (pc === this.pc) this.again(0);
      },
    });
    this.pc = pc;
    return pc;
  }

  /** Looks for another path on the present connection: the server offers it. */
  private restart(pc: RTCPeerConnection): void {
    if (pc !== this.pc || !this.wanted) return;
    // While the signalling is down nothing can be asked; the next welcome sees to it.
    this.request({ type: 'restartReceiving' }).catch(() => undefined);
  }

  private match(pc: RTCPeerConnection, sources: ReceivedSource[]): Incoming[] {
    const found: Incoming[] = [];
    for (const source of sources) {
      const track = pc.getTransceivers().find((t) => t.mid === source.mid)?.receiver.track;
      if (!track) continue;
      const earlier = this.incoming.find((i) => i.sourceId === source.sourceId);
      const same = earlier?.stream.getTracks()[0] === track;
      const stream = earlier && same ? earlier.stream : new MediaStream([track]);
      found.push({
        sourceId: source.sourceId,
        participantId: source.participantId,
        kind: source.kind,
        stream,
      });
    }
    return found;
  }

  private publishSources(sources: Incoming[]): void {
    this.incoming = sources;
    this.events.emit('sources', sources);
  }

  private again(afterMs = RETRY_MS): void {
    if (!this.wanted) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.receive().catch(() => undefined), afterMs);
  }
}

/**
 * Whether an offer needs no answer because a newer one is here. An offer says everything, so older
 * ones may be skipped, except a fresh one that the newer builds upon.
 */
export function overtaken(offer: ReceiveOffer, newest: ReceiveOffer | undefined): boolean {
  if (!newest || offer === newest) return false;
  return newest.fresh || !offer.fresh;
}
