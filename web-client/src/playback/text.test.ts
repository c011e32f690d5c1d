import { describe, expect, it } from 'vitest';
import type { Recording, Viewing } from '../api/types';
import { currentLine, currentSentence, linesOf, partsOf } from './text';

const recording = {
  participants: [{ id: 'a', name: '周', role: 'MEDIATOR' }],
  chapters: [
    { title: '开始', fromSeconds: 0, toSeconds: 10 },
    { title: '协商', fromSeconds: 10, toSeconds: 30 },
  ],
  speech: [{ participantId: 'a', fromSeconds: 2, toSeconds: 6 }],
} as unknown as Recording;

const viewing = {
  lines: [{ atSeconds: 12, participantId: 'a', name: '周', text: '请看第二条' }],
  events: [{ what: 'participant-joined', participantId: 'a', atSeconds: 0 }],
} as unknown as Viewing;

describe('the text beside the picture', () => {
  const lines = linesOf(recording, viewing);

  it('tells everything in the order it happened, with names', () => {
    expect(lines.map(({ kind, at, name }) => [kind, at, name])).toEqual([
      ['stage', 0, ''],
      ['event', 0, '周'],
      ['speech', 2, '周'],
      ['stage', 10, ''],
      ['chat', 12, '周'],
    ]);
  });

  it('knows which line the picture has reached', () => {
    expect(currentLine(lines, -1)).toBe(-1);
    expect(currentLine(lines, 5)).toBe(2);
    expect(currentLine(lines, 12)).toBe(4);
    expect(currentLine(lines, 29)).toBe(4);
  });
});

describe('the minutes beside the picture', () => {
  const sentences = [
    { part: 'attendance', text: '双方到场。' },
    { part: 'statements', text: '还在滴水！', atSeconds: 12 },
    { part: 'statements', text: '去年修过。', atSeconds: 30 },
    { part: 'result', text: '达成协议。' },
  ];

  it('stand by their parts', () => {
    expect(partsOf(sentences).map((part) => [part.name, part.sentences.length])).toEqual([
      ['attendance', 1],
      ['statements', 2],
      ['result', 1],
    ]);
    expect(partsOf(sentences)[1]?.sentences[1]).toEqual({ index: 2, at: 30, text: '去年修过。' });
  });

  it('know the sentence that is talked about', () => {
    expect(currentSentence(sentences, 5)).toBe(-1);
    expect(currentSentence(sentences, 12)).toBe(1);
    expect(currentSentence(sentences, 90)).toBe(2);
  });
});
