import type { Thumbnails } from '../api/types';

/** The style that shows the small picture of a moment out of the sheet. */
export function thumbnailAt(thumbnails: Thumbnails, seconds: number): Record<string, string> {
  const { width, height, columns, count, everySeconds } = thumbnails.layout;
  const number = Math.min(count - 1, Math.max(0, Math.floor(seconds / everySeconds)));
  const left = (number % columns) * width;
  const top = Math.floor(number / columns) * height;
  return {
    width: `${width}px`,
    height: `${height}px`,
    backgroundImage: `url("${thumbnails.url}")`,
    backgroundPosition: `-${left}px -${top}px`,
  };
}
