import { onMounted, onUnmounted } from 'vue';

/** Keys to what they do: one key (`n`, `?`, `ArrowDown`) or two after another (`g t`). */
export type Shortcuts = Record<string, () => void>;

const SECOND_KEY_MS = 1200;

/** Whether keys belong to what is focused: fields, open dialogues. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('dialog[open]') !== null
  );
}

/** Listens while the component lives; keys typed into fields are never taken. */
export function useShortcuts(shortcuts: Shortcuts): void {
  let first = '';
  let firstAt = 0;

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const recent = event.timeStamp - firstAt < SECOND_KEY_MS;
    const pair = shortcuts[`${first} ${event.key}`];
    const action = (recent && first ? pair : undefined) ?? shortcuts[event.key];
    first = event.key;
    firstAt = event.timeStamp;
    if (action) {
      first = '';
      event.preventDefault();
      action();
    }
  };

  onMounted(() => window.addEventListener('keydown', onKey));
  onUnmounted(() => window.removeEventListener('keydown', onKey));
}
