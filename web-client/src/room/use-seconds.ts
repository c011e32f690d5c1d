import { computed, type ComputedRef } from 'vue';
import { useTick } from '../design/now';

/** How long until a moment, as `m:ss` that counts down; empty without one. */
export function useSeconds(until: () => string | undefined): ComputedRef<string> {
  const now = useTick();
  return computed(() => {
    const end = until();
    return end ? countdown(Date.parse(end) - now.value) : '';
  });
}

export function countdown(ms: number): string {
  const left = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
