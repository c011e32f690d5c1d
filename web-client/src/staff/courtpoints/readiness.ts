import type { Readiness } from '../../api/courtpoints';

/** The colour beside the word. */
export function toneOf(readiness: Readiness): 'good' | 'soon' | 'wrong' | 'neutral' {
  switch (readiness) {
    case 'READY':
      return 'good';
    case 'CHECKED':
      return 'neutral';
    case 'UNCHECKED':
      return 'soon';
    case 'BROKEN':
      return 'wrong';
  }
}
