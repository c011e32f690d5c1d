import { readonly, ref, type Ref } from 'vue';

const STEP_MS = 10_000;
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
