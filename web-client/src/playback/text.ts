import type { MinutesSentence, Recording, Viewing } from '../api/types';

/** Something that can be read beside the picture, and jumped to. */
export interface TextLine {
  readonly key: string;
  readonly kind: 'stage' | 'speech' | 'chat' | 'event';
  /** In seconds of the copy. */
  readonly at: number;
  readonly name: string;
  /** What was written, the stage's title, or the event's word. */
  readonly words: string;
  /** How long somebody spoke, in seconds. */
  readonly lasted: number;
}

/** Stages, who spoke, what was written, who came and went: in the order it happened. */
export function linesOf(recording: Recording, viewing: Viewing): TextLine[] {
  const names = new Map(recording.participants.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null | undefined): string => (id ? (names.get(id) ?? '') : '');
  const lines: Omit<TextLine, 'key'>[] = [
    ...recording.chapters.map((chapter) => ({
      kind: 'stage' as const,
      at: chapter.fromSeconds,
      name: '',
      words: chapter.title,
      lasted: chapter.toSeconds - chapter.fromSeconds,
    })),
    ...recording.speech.map((part) => ({
      kind: 'speech' as const,
      at: part.fromSeconds,
      name: nameOf(part.participantId),
      words: '',
      lasted: part.toSeconds - part.fromSeconds,
    })),
    ...viewing.lines.map((line) => ({
      kind: 'chat' as const,
      at: line.atSeconds,
      name: line.name,
      words: line.text,
      lasted: 0,
    })),
    ...viewing.events.map((event) => ({
      kind: 'event' as const,
      at: event.atSeconds,
      name: nameOf(event.participantId),
      words: event.what,
      lasted: 0,
    })),
  ];
  const order = { stage: 0, event: 1, speech: 2, chat: 3 };
  return lines
    .sort((a, b) => a.at - b.at || order[a.kind] - order[b.kind])
    .map((line, index) => ({ ...line, key: `${line.kind}${index}` }));
}

/** The last line that began, or -1 before the first. */
export function currentLine(lines: readonly TextLine[], position: number): number {
  return lines.findLastIndex((line) => line.at <= position + 0.05);
}

/** A part of the minutes with its sentences; `at` is null for what was not written during the recording. */
export interface MinutesPart {
  readonly name: string;
  readonly sentences: { index: number; at: number | null; text: string }[];
}

/** Minutes by their parts, in the order of the document. */
export function partsOf(sentences: readonly MinutesSentence[]): MinutesPart[] {
  const parts: MinutesPart[] = [];
  sentences.forEach(({ part, text, atSeconds }, index) => {
    let last = parts.at(-1);
    if (last?.name !== part) {
      last = { name: part, sentences: [] };
      parts.push(last);
    }
    last.sentences.push({ index, at: atSeconds ?? null, text });
  });
  return parts;
}

/** The sentence that was being talked about, or -1. */
export function currentSentence(sentences: readonly MinutesSentence[], position: number): number {
  let found = -1;
  let latest = -1;
  sentences.forEach(({ atSeconds }, index) => {
    const at = atSeconds ?? Infinity;
    if (at <= position + 0.05 && at >= latest) {
      found = index;
      latest = at;
    }
  });
  return found;
}
