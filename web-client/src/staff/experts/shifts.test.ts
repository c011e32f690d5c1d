import { expect, test } from 'vitest';
import { shiftOf, weekOf } from './shifts';

test('a shift by day ends on its day, one by night on the next', () => {
  const day = shiftOf('2026-11-25', '09:00', '17:00');
  expect(day.to.getTime() - day.from.getTime()).toBe(8 * 3_600_000);
  const night = shiftOf('2026-11-25', '20:00', '08:00');
  expect(night.to.getTime() - night.from.getTime()).toBe(12 * 3_600_000);
  expect(night.to.toISOString()).toBe('2026-11-26T00:00:00.000Z');
});

test('a week has each shift on the day it begins', () => {
  const { from, to } = shiftOf('2026-11-25', '20:00', '08:00');
  const week = weekOf([{ id: 'n', from: from.toISOString(), to: to.toISOString() }], '2026-11-23');
  expect(week.map((one) => one.shifts.length)).toEqual([0, 0, 1, 0, 0, 0, 0]);
  expect(week[6]?.day).toBe('2026-11-29');
});
