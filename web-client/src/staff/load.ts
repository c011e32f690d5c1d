import { onMounted, onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { sentenceOf } from '../api/error';

/** Something read from the server: what it is now, why it could not be read, and reading it again. */
export interface Load<T> {
  readonly data: Readonly<ShallowRef<T | null>>;
  /** A sentence while the last reading failed; data read before stays. */
  readonly problem: Readonly<Ref<string>>;
  readonly loading: Readonly<Ref<boolean>>;
  reload: () => Promise<void>;
  /** Puts in what a call has just answered, without asking again. */
  replace: (value: T) => void;
}

/**
 * Reads when the component appears and, with `everyMs`, again and again while the page is visible;
 * also when the network or the person comes back. Of overlapping readings the latest counts.
 */
export function useLoad<T>(
  read: (signal: AbortSignal) => Promise<T>,
  options: { everyMs?: number } = {},
): Load<T> {
  const { t } = useI18n();
  const data = shallowRef<T | null>(null);
  const problem = ref('');
  const loading = ref(true);
  let running: AbortController | null = null;

  async function reload(): Promise<void> {
    running?.abort();
    const own = new AbortController();
    running = own;
    loading.value = true;
    try {
      const value = await read(own.signal);
      if (running !== own) return;
      data.value = value;
      problem.value = '';
    } catch (error) {
      if (running === own) problem.value = sentenceOf(error, t);
    } finally {
      if (running === own) loading.value = false;
    }
  }

  const again = (): void => {
    if (document.visibilityState === 'visible' && navigator.onLine) void reload();
  };

  onMounted(() => {
    void reload();
    window.addEventListener('online', again);
    if (options.everyMs) {
      document.addEventListener('visibilitychange', again);
      const timer = window.setInterval(again, options.everyMs);
      onScopeDispose(() => window.clearInterval(timer));
    }
  });
  onScopeDispose(() => {
    running?.abort();
    running = null;
    window.removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  });

  return {
    data,
    problem,
    loading,
    reload,
    replace: (value) => {
      data.value = value;
    },
  };
}
