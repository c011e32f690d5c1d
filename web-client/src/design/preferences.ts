import { reactive, watch } from 'vue';
import { isLocale, type Locale } from '../i18n/locale';

/** What a person has set for this browser; kept in its storage, never sent anywhere. */
export interface Preferences {
  locale: Locale;
  theme: 'system' | 'light' | 'dark';
  elder: boolean;
}

const KEY = 'maplebridge.preferences';

function read(): Preferences {
  const preferences: Preferences = { locale: 'zh-CN', theme: 'system', elder: false };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof stored === 'object' && stored !== null) {
      const { locale, theme, elder } = stored as Record<string, unknown>;
      if (isLocale(locale)) preferences.locale = locale;
      if (theme === 'light' || theme === 'dark') preferences.theme = theme;
      preferences.elder = elder === true;
    }
  } catch {
    // Storage may be forbidden or damaged; the defaults serve.
  }
  return preferences;
}

export const preferences = reactive(read());

/** Puts the preferences on the root element and keeps them there; called once per entry. */
export function applyPreferences(): void {
  const root = document.documentElement;
  const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const dark =
      preferences.theme === 'dark' || (preferences.theme === 'system' && systemDark.matches);
    root.classList.toggle('dark', dark);
    root.classList.toggle('elder', preferences.elder);
    root.lang = preferences.locale;
  };
  systemDark.addEventListener('change', apply);
  watch(
    preferences,
    () => {
      apply();
      try {
        localStorage.setItem(KEY, JSON.stringify(preferences));
      } catch {
        // Without storage the choice lasts until the page is closed.
      }
    },
    { deep: true },
  );
  apply();
}
