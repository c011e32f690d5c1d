import { expect, test } from 'vitest';
import { fromRow, HALF_HOURS, toRow } from './hours';

test('hours survive the form', () => {
  const hours = { weekday: 3, fromMinute: 870, toMinute: 1440 };
  expect(toRow(hours)).toEqual({ weekday: '3', from: '14:30', to: '24:00' });
  expect(fromRow(toRow(hours))).toEqual(hours);
});

test('a day may be worked from midnight to midnight', () => {
  expect(HALF_HOURS[0]).toBe('00:00');
  expect(HALF_HOURS.at(-1)).toBe('24:00');
});
