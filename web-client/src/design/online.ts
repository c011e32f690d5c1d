import { onScopeDispose, readonly, ref, type Ref } from 'vue';

/** Whether the browser believes it has a network; follows the system. */
export function useOnline(): Readonly<Ref<boolean>> {
  const online = ref(navigator.onLine);
  const follow = (): void => {
    online.value = navigator.onLine;
  };
  window.addEventListener('online', follow);
  window.addEventListener('offline', follow);
  onScopeDispose(() => {
    window.removeEventListener('online', follow);
    window.removeEventListener('offline', follow);
  });
  return readonly(online);
}
