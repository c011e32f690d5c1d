import { readBrowser } from './browser';
import { classify, obstacle, type DeviceProblem, type Surroundings } from './device-problem';
import { Emitter } from './emitter';

export type DeviceKind = 'MICROPHONE' | 'CAMERA';

export interface DeviceState {
  track: MediaStreamTrack | undefined;
  problem: DeviceProblem | undefined;
}

export interface LocalMediaEvents {
  /** A device came, went or changed. */
  changed: DeviceKind;
  /** A device was lost by itself (a phone call, a cable); we try to get it back. */
  lost: DeviceKind;
}

const REMEMBERED: Record<DeviceKind, string> = {
  MICROPHONE: 'maplebridge.microphone',
  CAMERA: 'maplebridge.camera',
};

const AGAIN_MS = 2000;

/** This person's microphone and camera: taken, kept, brought back when lost. */
export class LocalMedia {
  readonly events = new Emitter<LocalMediaEvents>();
  private readonly state: Record<DeviceKind, DeviceState> = {
    MICROPHONE: { track: undefined, problem: undefined },
    CAMERA: { track: undefined, problem: undefined },
  };
  private facing: 'user' | 'environment' = 'user';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private open = true;

  constructor() {
    document.addEventListener('visibilitychange', this.recover);
    navigator.mediaDevices?.addEventListener?.('devicechange', this.recover);
  }

  get(kind: DeviceKind): DeviceState {
    return this.state[kind];
  }

  /** A stream of the camera's picture for showing it to its owner. */
  preview(): MediaStream | undefined {
    const track = this.state.CAMERA.track;
    return track && new MediaStream([track]);
  }

  /**
   * Takes the devices asked for. Both are asked for at once, so that the person answers one
   * question; where that fails each is tried alone, so that one broken device costs only itself.
   */
  async take(kinds: readonly DeviceKind[] = ['MICROPHONE', 'CAMERA']): Promise<void> {
    const before = obstacle(surroundings());
    if (before) {
      for (const kind of kinds) this.set(kind, { track: undefined, problem: before });
      return;
    }
    if (kinds.length > 1 && (await this.tryAll(kinds))) return;
    for (const kind of kinds) await this.takeOne(kind);
  }

  private async tryAll(kinds: readonly DeviceKind[]): Promise<boolean> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        ...(kinds.includes('MICROPHONE') ? { audio: this.audioConstraints() } : {}),
        ...(kinds.includes('CAMERA') ? { video: this.videoConstraints() } : {}),
      });
      for (const kind of kinds) this.adopt(kind, stream);
      return true;
    } catch {
      // Which of the two failed, and why, is found by asking for each alone.
      return false;
    }
  }

  private async takeOne(kind: DeviceKind): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(
        kind === 'MICROPHONE'
          ? { audio: this.audioConstraints() }
          : { video: this.videoConstraints() },
      );
      this.adopt(kind, stream);
    } catch (e) {
      this.set(kind, { track: undefined, problem: classify(e) });
    }
  }

  /** Gives a device back to the system, so that its light goes out. */
  release(kind: DeviceKind): void {
    this.set(kind, { track: undefined, problem: undefined });
  }

  /** Turns between the front and the back camera of a phone. */
  async flip(): Promise<void> {
    this.facing = this.facing === 'user' ? 'environment' : 'user';
    remember('CAMERA', undefined);
    // Many phones open one camera at a time: the old one must go first.
    this.state.CAMERA.track?.stop();
    await this.takeOne('CAMERA');
  }

  get mirrored(): boolean {
    return this.facing === 'user';
  }

  /** Takes another device of a kind and remembers it for the next time. */
  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    remember(kind, deviceId);
    this.state[kind].track?.stop();
    await this.takeOne(kind);
  }

  async list(kind: DeviceKind): Promise<MediaDeviceInfo[]> {
    const wanted = kind === 'MICROPHONE' ? 'audioinput' : 'videoinput';
    const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    return all.filter((d) => d.kind === wanted && d.deviceId !== '');
  }

  close(): void {
    this.open = false;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.recover);
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.recover);
    this.state.MICROPHONE.track?.stop();
    this.state.CAMERA.track?.stop();
    this.events.clear();
  }

  private adopt(kind: DeviceKind, stream: MediaStream): void {
    const track = kind === 'MICROPHONE' ? stream.getAudioTracks()[0] : stream.getVideoTracks()[0];
    if (!track) {
      this.set(kind, { track: undefined, problem: 'missing' });
      return;
    }
    track.addEventListener('ended', () => this.ended(kind, track));
    this.set(kind, { track, problem: undefined });
  }

  private set(kind: DeviceKind, next: DeviceState): void {
    const before = this.state[kind].track;
    if (before && before !== next.track) before.stop();
    this.state[kind] = next;
    this.events.emit('changed', kind);
  }

  /** `ended` comes only when the system took the device away, never from our own stop. */
  private ended(kind: DeviceKind, track: MediaStreamTrack): void {
    if (this.state[kind].track !== track) return;
    this.set(kind, { track: undefined, problem: 'inUse' });
    this.events.emit('lost', kind);
    this.recoverLater();
  }

  private readonly recover = (): void => {
    if (!this.open || document.visibilityState === 'hidden') return;
    const gone = (['MICROPHONE', 'CAMERA'] as const).filter(
      (kind) => this.state[kind].problem === 'inUse',
    );
    if (gone.length === 0) return;
    void this.take(gone).then(() => this.recoverLater());
  };

  private recoverLater(): void {
    clearTimeout(this.timer);
    const gone = Object.values(this.state).some((s) => s.problem === 'inUse');
    if (gone && this.open) this.timer = setTimeout(this.recover, AGAIN_MS);
  }

  private audioConstraints(): MediaTrackConstraints {
    return {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...remembered('MICROPHONE'),
    };
  }

  /** 360p at 15 to 24 frames is what a village 3G link carries and a face needs. */
  private videoConstraints(): MediaTrackConstraints {
    const chosen = remembered('CAMERA');
    return {
      width: { ideal: 640 },
      height: { ideal: 360 },
      frameRate: { ideal: 20, max: 24 },
      ...(chosen.deviceId ? chosen : { facingMode: { ideal: this.facing } }),
    };
  }
}

function surroundings(): Surroundings {
  return {
    secure: window.isSecureContext,
    canCapture: typeof navigator.mediaDevices?.getUserMedia === 'function',
    canConnect: typeof RTCPeerConnection === 'function',
    browser: readBrowser(navigator.userAgent),
  };
}

function remembered(kind: DeviceKind): MediaTrackConstraints {
  try {
    const id = localStorage.getItem(REMEMBERED[kind]);
    return id ? { deviceId: { ideal: id } } : {};
  } catch {
    // A browser that keeps nothing takes its own default device.
    return {};
  }
}

function remember(kind: DeviceKind, deviceId: string | undefined): void {
  try {
    if (deviceId) localStorage.setItem(REMEMBERED[kind], deviceId);
    else localStorage.removeItem(REMEMBERED[kind]);
  } catch {
    // Not kept: asked again next time.
  }
}
