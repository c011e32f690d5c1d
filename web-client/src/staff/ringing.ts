import { onScopeDispose, watch } from 'vue';
import { playKnock } from '../call/sound';

/** Sounds again and again for as long as somebody is called for. */
export function useRinging(rings: () => boolean, everyMs: number): void {
  let timer: number | undefined;
  watch(rings, (on) => {
    window.clearInterval(timer);
    if (!on) return;
    void playKnock();
    timer = window.setInterval(() => void playKnock(), everyMs);
  });
  onScopeDispose(() => window.clearInterval(timer));
}
