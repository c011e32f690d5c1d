/** One audio context for the page: browsers allow few, and each needs a gesture to start. */
let shared: AudioContext | undefined;

function context(): AudioContext | undefined {
  try {
    shared ??= new AudioContext();
    return shared;
  } catch {
    // No Web Audio: meters stay still and chimes silent, the call itself goes on.
    return undefined;
  }
}

/** Lets sound play; call it from a tap or a key. */
export async function unlockSound(): Promise<void> {
  await context()?.resume();
}

/** Notes of a chime: frequency in Hz, start and length in seconds. */
type Note = readonly [frequency: number, at: number, length: number];

const TEST: readonly Note[] = [
  [523, 0, 0.5],
  [659, 0.35, 0.5],
  [784, 0.7, 0.9],
];
const KNOCK: readonly Note[] = [
  [880, 0, 0.18],
  [659, 0.2, 0.3],
];

/** Three rising tones, loud enough for an old ear; resolves when the last has faded. */
export function playTestSound(): Promise<void> {
  return play(TEST, 0.4);
}

/** Somebody knocks or asks for help. */
export function playKnock(): Promise<void> {
  return play(KNOCK, 0.2);
}

async function play(notes: readonly Note[], volume: number): Promise<void> {
  const audio = context();
  if (!audio) return;
  await audio.resume();
  const now = audio.currentTime + 0.02;
  const ends = notes.map(([frequency, at, length]) => {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, now + at);
    gain.gain.exponentialRampToValueAtTime(volume, now + at + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + at + length);
    tone.connect(gain).connect(audio.destination);
    tone.start(now + at);
    tone.stop(now + at + length);
    return new Promise<void>((resolve) => (tone.onended = () => resolve()));
  });
  await Promise.all(ends);
}

/**
 * Measures how loud a microphone is, 0 (silent) to 1, about ten times a second.
 *
 * @returns the function that ends the measuring
 */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const audio = context();
  if (!audio) return () => undefined;
  void audio.resume();
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(loudness(samples));
  }, 100);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
}

/** Root mean square in dB, −60 dB and below as 0, −10 dB and above as 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const s of samples) sum += s * s;
  const db = 10 * Math.log10(sum / samples.length + 1e-12);
  return Math.min(1, Math.max(0, (db + 60) / 50));
}
