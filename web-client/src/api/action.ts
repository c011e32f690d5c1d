import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { ApiError, sentenceOf } from './error';

/** Something a person asked for: whether it runs, and the sentence if it did not succeed. */
export interface Action<A extends unknown[]> {
  readonly busy: Readonly<Ref<boolean>>;
  readonly problem: Ref<string>;
  readonly refused: Readonly<Ref<ApiError | null>>;
  /** True if it succeeded. */
  run: (...args: A) => Promise<boolean>;
}

export function useAction<A extends unknown[]>(work: (...args: A) => Promise<void>): Action<A> {
  const { t } = useI18n();
  const busy = ref(false);
  const problem = ref('');
  const refused = ref<ApiError | null>(null) as Ref<ApiError | null>;

  async function run(...args: A): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = '';
    refused.value = null;
    try {
      await work(...args);
      return true;
    } catch (error) {
      problem.value = sentenceOf(error, t);
      refused.value = error instanceof ApiError ? error : null;
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, refused, run };
}
