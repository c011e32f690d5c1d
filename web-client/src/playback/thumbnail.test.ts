import { expect, it } from 'vitest';
import { thumbnailAt } from './thumbnail';

const thumbnails = {
  url: '/sheet',
  layout: { width: 160, height: 90, columns: 10, count: 12, everySeconds: 5 },
};

it('finds the small picture of a moment on the sheet', () => {
  expect(thumbnailAt(thumbnails, 0).backgroundPosition).toBe('-0px -0px');
  expect(thumbnailAt(thumbnails, 14.9).backgroundPosition).toBe('-320px -0px');
  expect(thumbnailAt(thumbnails, 51).backgroundPosition).toBe('-0px -90px');
  expect(thumbnailAt(thumbnails, 999).backgroundPosition).toBe('-160px -90px');
});
