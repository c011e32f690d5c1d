import type { AgreementState } from '../../api/papers';

export function stateTone(state: AgreementState): 'neutral' | 'good' | 'soon' | 'wrong' {
  switch (state) {
    case 'EFFECTIVE':
      return 'good';
    case 'SIGNING':
      return 'soon';
    case 'REFUSED':
      return 'wrong';
    case 'DRAFT':
    case 'REVIEWED':
    case 'CHANGED':
      return 'neutral';
  }
}
