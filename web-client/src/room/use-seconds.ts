import { computed, onScopeDispose, ref, type ComputedRef } from 'vue';

const TICK_MS = 500;

/** How long until a moment, as `m:ss` that counts down; empty without one. */
export function useSeconds(until: () => string | undefined): ComputedRef<string> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), TICK_MS);
  onScopeDispose(() => clearInterval(timer));
  return computed(() => {
    const end = until();
    return end ? countdown(Date.parse(end) - now.value) : '';
  });
}

export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
