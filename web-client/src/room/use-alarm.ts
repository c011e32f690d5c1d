import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue';
import { useRoom } from './room-key';

/** How long whoever pressed is shown that it went out. */
const SHOWN_MS = 3_000;
const FELT_MS = 60;

interface UseAlarm {
  /** Whether this person may raise one here. */
  possible: ComputedRef<boolean>;
  /** It has just gone out. */
  sent: Ref<boolean>;
  raise: () => Promise<void>;
}

/**
 * 静默报警: tells those on duty. No sound and no line on the screen, which somebody else may look at;
 * a phone is felt in the hand.
 */
export function useAlarm(): UseAlarm {
  const room = useRoom();
  const sent = ref(false);
  let timer = 0;

  async function raise(): Promise<void> {
    if (!(await room.act(() => room.call.request({ type: 'raiseAlarm' })))) return;
    if ('vibrate' in navigator) navigator.vibrate(FELT_MS);
    sent.value = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (sent.value = false), SHOWN_MS);
  }
  onScopeDispose(() => window.clearTimeout(timer));

  return {
    possible: computed(() => room.state.value.procedure?.rights.alarm === true),
    sent,
    raise,
  };
}
