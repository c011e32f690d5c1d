import type { Break, Gap, Recording } from '../api/types';

/** A part of the recording, in seconds from its start. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A part nothing can be seen of, with the time it stands for. */
export interface MissingStretch extends Stretch {
  readonly cause: Break['kind'] | Gap['cause'];
  /** How long it really was, in seconds. */
  readonly lasted: number;
}

export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly role: Recording['participants'][number]['role'];
  readonly speech: readonly Stretch[];
  /** How long they spoke, in seconds. */
  readonly spoken: number;
}

const secondsAfter = (start: string, at: string): number =>
  (Date.parse(at) - Date.parse(start)) / 1000;

/** The length of what is watched: of the copy, of the recording, or to where its last track ends. */
export function lengthOf(recording: Recording): number {
  if (recording.copySeconds) return recording.copySeconds;
  if (recording.seconds) return recording.seconds;
  const ends = recording.tracks.map(
    (track) => secondsAfter(recording.startedAt, track.startedAt) + track.seconds,
  );
  return Math.max(0, ...ends);
}

/** Where a second of the recording lies in the copy; inside a break, on its card. */
export function toCopy(seconds: number, breaks: readonly Break[]): number {
  return breaks.reduce((at, part) => {
    const card = part.toSeconds - part.fromSeconds;
    const most = part.recordingTo - part.recordingFrom - card;
    return at - Math.min(Math.max(0, seconds - part.recordingFrom - card), most);
  }, seconds);
}

/** One lane per participant, with the stretches in which they spoke. */
export function lanesOf(recording: Recording): Lane[] {
  const length = lengthOf(recording);
  return recording.participants.map(({ id, name, role }) => {
    const speech = recording.speech
      .filter((stretch) => stretch.participantId === id)
      .map((stretch) => within({ from: stretch.fromSeconds, to: stretch.toSeconds }, length))
      .filter((stretch) => stretch.to > stretch.from);
    const spoken = speech.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
    return { id, name, role, speech, spoken };
  });
}

/** What is not to be seen: breaks, and holes too short to be one; being muted is not missing. */
export function missingOf(recording: Recording): MissingStretch[] {
  const { breaks } = recording;
  const length = lengthOf(recording);
  const breakStretches = breaks.map((part) => ({
    cause: part.kind,
    lasted: part.recordingTo - part.recordingFrom,
    ...within({ from: part.fromSeconds, to: part.toSeconds }, length),
  }));
  const holes = recording.gaps
    .filter((gap) => gap.cause !== 'MUTED')
    .map((gap) => ({
      cause: gap.cause,
      from: secondsAfter(recording.startedAt, gap.from),
      to: secondsAfter(recording.startedAt, gap.to),
    }))
    .filter((gap) => !breaks.some((b) => b.recordingFrom <= gap.from && gap.to <= b.recordingTo))
    .map(({ cause, from, to }) => ({
      cause,
      lasted: to - from,
      ...within({ from: toCopy(from, breaks), to: toCopy(to, breaks) }, length),
    }));
  return [...breakStretches, ...holes]
    .filter((stretch) => stretch.to > stretch.from)
    .sort((a, b) => a.from - b.from);
}

function within(stretch: Stretch, length: number): Stretch {
  return { from: Math.max(0, stretch.from), to: Math.min(length, stretch.to) };
}

/** A stretch as parts of the whole in percent, for drawing; never too thin to see. */
export function drawn(stretch: Stretch, length: number): { left: string; width: string } {
  if (length <= 0) return { left: '0%', width: '0%' };
  const left = (stretch.from / length) * 100;
  const width = Math.max(0.3, ((stretch.to - stretch.from) / length) * 100);
  return { left: `${left.toFixed(3)}%`, width: `${Math.min(width, 100 - left).toFixed(3)}%` };
}

/** Tick distance so that a line of this length carries at most eight marks. */
export function tickStep(length: number): number {
  const steps = [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600];
  return steps.find((step) => length / step <= 8) ?? 7200;
}
