import { onScopeDispose } from 'vue';

export interface Keys {
  m: () => void;
  v: () => void;
  r: () => void;
  c: () => void;
  n: () => void;
  '?': () => void;
  /** A key that works while one writes, too. */
  f8: () => void;
  /** The space bar goes down (true) and up (false): talk while it is held. */
  holdSpace: (held: boolean) => void;
  /** Whether holding space means anything, that is, whether one is muted. */
  mayTalk: () => boolean;
}

/** Keys of the room; whoever writes, or has a dialogue open, types letters instead. */
export function useKeys(keys: Keys): void {
  let talking = false;

  const down = (event: KeyboardEvent): void => {
    if (event.key === 'F8') {
      event.preventDefault();
      if (!event.repeat) keys.f8();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === ' ') {
      if (event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      if (event.repeat || talking || !keys.mayTalk()) return;
      talking = true;
      keys.holdSpace(true);
    } else if (
      !event.repeat &&
      (key === 'm' || key === 'v' || key === 'r' || key === 'c' || key === 'n' || key === '?')
    ) {
      event.preventDefault();
      keys[key]();
    }
  };
  const release = (): void => {
    if (!talking) return;
    talking = false;
    keys.holdSpace(false);
  };
  const up = (event: KeyboardEvent): void => {
    if (event.key === ' ') release();
  };

  window.addEventListener('keydown', down);
  window.addEventListener('keyup', up);
  // A window that loses the focus never hears the key come up.
  window.addEventListener('blur', release);
  onScopeDispose(() => {
    window.removeEventListener('keydown', down);
    window.removeEventListener('keyup', up);
    window.removeEventListener('blur', release);
  });
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, dialog') !== null;
}
