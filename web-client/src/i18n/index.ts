import { createI18n, type I18n, type LocaleMessageDictionary } from 'vue-i18n';
import type { Locale } from './locale';

type Dictionary = LocaleMessageDictionary<string>;

/** Files of one entry by path, as `import.meta.glob` of the JSON files gives them. */
export type MessageFiles = Record<string, () => Promise<unknown>>;

export type AppI18n = I18n<
  Record<string, Dictionary>,
  Record<string, never>,
  Record<string, never>,
  string,
  false
>;

/** Loads one language: the file `zh-CN/common.json` becomes the messages under `common`. */
async function load(i18n: AppI18n, files: MessageFiles, locale: Locale): Promise<void> {
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/${locale}/`));
  const parts = await Promise.all(
    wanted.map(async ([path, read]) => {
      const name = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
      const file = (await read()) as { default: Dictionary };
      return [name, file.default] as const;
    }),
  );
  i18n.global.setLocaleMessage(locale, Object.fromEntries(parts));
}

/** Speaks `first` at once and answers a function that changes the language, loading it if needed. */
export async function setUpI18n(
  files: MessageFiles,
  first: Locale,
): Promise<{ i18n: AppI18n; speak: (locale: Locale) => Promise<void> }> {
  const i18n: AppI18n = createI18n({
    legacy: false,
    locale: first,
    missingWarn: import.meta.env.DEV,
    fallbackWarn: import.meta.env.DEV,
    messages: {},
  });
  const speak = async (locale: Locale): Promise<void> => {
    if (!i18n.global.availableLocales.includes(locale)) await load(i18n, files, locale);
    i18n.global.locale.value = locale;
  };
  await speak(first);
  return { i18n, speak };
}
