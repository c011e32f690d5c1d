import { onScopeDispose, ref, type Ref } from 'vue';

/** Whether there is room for a stage and a side panel; follows rotation and zoom. */
export function useWide(): Ref<boolean> {
  const query = window.matchMedia('(min-width: 900px) and (min-height: 480px)');
  const wide = ref(query.matches);
  const follow = (): void => {
    wide.value = query.matches;
  };
  query.addEventListener('change', follow);
  onScopeDispose(() => query.removeEventListener('change', follow));
  return wide;
}
