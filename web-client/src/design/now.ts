import { onScopeDispose, readonly, ref, type Ref } from 'vue';

const STEP_MS = 10_000;
const TICK_MS = 500;
const now = ref(new Date());
let ticking = false;

/** The present, moved on every ten seconds for all of the page at once. */
export function useNow(): Readonly<Ref<Date>> {
  if (!ticking) {
    ticking = true;
    window.setInterval(() => {
      now.value = new Date();
    }, STEP_MS);
  }
  return readonly(now) as Readonly<Ref<Date>>;
}

/** The present in milliseconds, for a clock that people hurry by: no second is left out. */
export function useTick(): Readonly<Ref<number>> {
  const ticking = ref(Date.now());
  const timer = window.setInterval(() => {
    ticking.value = Date.now();
  }, TICK_MS);
  onScopeDispose(() => window.clearInterval(timer));
  return readonly(ticking);
}
