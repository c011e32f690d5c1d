import type { ClientMessageUnion, ServerMessageUnion } from '../generated/protocol';
import { Backoff } from './backoff';
import { Emitter } from './emitter';
import { SignalError, TicketError } from './errors';

/** A message without its reference number, which `Signal` chooses. */
export type Request = ClientMessageUnion extends infer M
  ? M extends { ref: number }
    ? Omit<M, 'ref'>
    : never
  : never;

/** A short-lived right to connect, and the WebSocket's path on this host. */
export interface Ticket {
  ticket: string;
  socket: string;
}

/** `idle` before the first connect; `stopped` for good. */
export type SignalState = 'idle' | 'connecting' | 'open' | 'broken' | 'stopped';

export interface SignalEvents {
  state: SignalState;
  /** Everything the server says except `done` and `failed`. */
  message: ServerMessageUnion;
  /** The server will not let us in again. */
  refused: { id: string; sentence: string };
}

const VERSION = 1;
const SUBPROTOCOL = 'maplebridge.v1';
const PING_EVERY_MS = 5000;
/** Two pings unanswered and a little: the network is gone although no close arrived. */
const SILENCE_MS = 12000;
/** The server closes with this code after too many messages; coming back at once would not help. */
const TOO_FAST = 4006;
const TOO_FAST_WAIT_MS = 5000;
/** Says that the page is being closed; a plain close means that the server was lost. */
const PAGE_CLOSED = 4010;
/** A connection that is not open by then is given up. */
const OPEN_WITHIN_MS = 8000;

/** Messages after which the connection must not be opened again. */
const FINAL = new Set<ServerMessageUnion['type']>(['takenOver', 'removed', 'sittingClosed']);

/**
 * The signalling connection of one participant: asks for a fresh ticket at each connect, says
 * hello, turns reference numbers into promises, and comes back by itself until it is stopped.
 */
export class Signal {
  readonly events = new Emitter<SignalEvents>();
  private readonly backoff = new Backoff(Math.random);
  private readonly pending = new Map<number, { resolve(): void; reject(e: Error): void }>();
  private socket: WebSocket | undefined;
  private current: SignalState = 'idle';
  private ref = 0;
  /** What came before the hello was done. */
  private early: ServerMessageUnion[] = [];
  private heardAt = 0;
  private attempt = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly ticketFor: () => Promise<Ticket>) {}

  get state(): SignalState {
    return this.current;
  }

  start(): void {
    if (this.current !== 'idle') return;
    window.addEventListener('online', this.wake);
    window.addEventListener('pageshow', this.wake);
    window.addEventListener('pagehide', this.leftPage);
    document.addEventListener('visibilitychange', this.wake);
    void this.connect();
  }

  /** Ends the connection for good. */
  stop(): void {
    if (this.current === 'stopped') return;
    window.removeEventListener('online', this.wake);
    window.removeEventListener('pageshow', this.wake);
    window.removeEventListener('pagehide', this.leftPage);
    document.removeEventListener('visibilitychange', this.wake);
    this.drop();
    this.become('stopped');
  }

  /** Resolves when the server did it; rejects with a {@link SignalError}. */
  request(message: Request): Promise<void> {
    const socket = this.socket;
    if (this.current !== 'open' || socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(SignalError.offline());
    }
    return this.send(socket, message);
  }

  private send(socket: WebSocket, message: Request): Promise<void> {
    const ref = ++this.ref;
    const done = new Promise<void>((resolve, reject) => {
      this.pending.set(ref, { resolve, reject });
    });
    socket.send(JSON.stringify({ ...message, ref }));
    return done;
  }

  /** The network or the page is back: do not wait for the timer. */
  private readonly wake = (): void => {
    if (document.visibilityState === 'hidden') return;
    if (this.current === 'broken') {
      this.backoff.reset();
      void this.connect();
    } else if (this.current === 'open') {
      // A phone that slept may hold a socket that died long ago; a ping finds out.
      this.probe();
    }
  };

  /** Says that the page goes; a browser that ends its process says nothing (RFC 6455 section 7.4.1). */
  private readonly leftPage = (): void => {
    this.socket?.close(PAGE_CLOSED);
  };

  private async connect(): Promise<void> {
    clearTimeout(this.retryTimer);
    const attempt = ++this.attempt;
    this.become('connecting');
    try {
      const ticket = await this.ticketFor();
      if (attempt === this.attempt && !this.isStopped()) this.open(ticket, attempt);
    } catch (e) {
      if (attempt !== this.attempt || this.isStopped()) return;
      if (e instanceof TicketError && e.lasting) {
        this.stop();
        this.events.emit('refused', { id: e.problemId, sentence: e.sentence });
      } else {
        this.lost();
      }
    }
  }

  private open(ticket: Ticket, attempt: number): void {
    const url = new URL(ticket.socket, location.href);
    url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = new WebSocket(url, SUBPROTOCOL);
    this.socket = socket;
    const mine = () => this.socket === socket && this.attempt === attempt;
    const slow = setTimeout(() => {
      if (mine() && this.current === 'connecting') this.lost();
    }, OPEN_WITHIN_MS);
    socket.onopen = () => {
      if (!mine()) return;
      this.heardAt = performance.now();
      // The newest page of a person is the one they look at: it always takes the place over.
      const hello = {
        type: 'hello',
        version: VERSION,
        ticket: ticket.ticket,
        takeOver: true,
      };
      this.send(socket, hello as Request).then(
        () => {
          if (mine()) this.opened();
        },
        (e: unknown) => {
          if (mine()) this.helloFailed(e);
        },
      );
    };
    socket.onmessage = (event) => {
      if (!mine()) return;
      clearTimeout(slow);
      this.heardAt = performance.now();
      this.receive(JSON.parse(String(event.data)) as ServerMessageUnion);
    };
    socket.onclose = (event) => {
      clearTimeout(slow);
      if (mine()) this.lost(event.code === TOO_FAST ? TOO_FAST_WAIT_MS : this.backoff.next());
    };
  }

  private helloFailed(e: unknown): void {
    const problem = e instanceof SignalError ? e.problem : undefined;
    // A stale ticket is answered with 401 and cured by a fresh one; other refusals last.
    if (problem && problem.status !== 401 && problem.status < 500) {
      this.stop();
      this.events.emit('refused', {
        id: problem.id,
        sentence: problem.sentence,
      });
    } else if (this.current === 'connecting') {
      this.lost();
    }
  }

  private receive(message: ServerMessageUnion): void {
    if (message.type === 'done') {
      this.settle(message.ref)?.resolve();
      return;
    }
    if (message.type === 'failed') {
      this.settle(message.ref)?.reject(SignalError.refused(message.problem));
      return;
    }
    if (FINAL.has(message.type)) this.stop();
    // Answers to what comes with the welcome are accepted only after the hello is done.
    if (this.current === 'connecting') this.early.push(message);
    else this.events.emit('message', message);
  }

  private settle(ref: number) {
    const waiting = this.pending.get(ref);
    this.pending.delete(ref);
    return waiting;
  }

  /** The hello is done: from here on the server listens. */
  private opened(): void {
    this.backoff.reset();
    clearInterval(this.pingTimer);
    this.pingTimer = setInterval(() => this.probe(), PING_EVERY_MS);
    this.become('open');
    for (const message of this.early.splice(0)) this.events.emit('message', message);
  }

  private probe(): void {
    if (performance.now() - this.heardAt > SILENCE_MS) {
      this.lost();
      return;
    }
    // An unanswered ping shows in `heardAt`; its own failure says nothing more.
    this.request({ type: 'ping' }).catch(() => undefined);
  }

  private lost(waitMs = this.backoff.next()): void {
    if (this.isStopped()) return;
    this.drop();
    this.become('broken');
    this.retryTimer = setTimeout(() => void this.connect(), waitMs);
  }

  private drop(): void {
    this.attempt += 1;
    this.early = [];
    clearTimeout(this.retryTimer);
    clearInterval(this.pingTimer);
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const each of waiting) each.reject(SignalError.offline());
  }

  private isStopped(): boolean {
    return this.current === 'stopped';
  }

  private become(state: SignalState): void {
    if (this.current === state) return;
    this.current = state;
    this.events.emit('state', state);
  }
}
