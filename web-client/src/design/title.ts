import { watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';

/** Keeps the window's title: the page's own words first, then the product's. */
export function useTitle(words: () => string): void {
  const { t } = useI18n();
  watchEffect(() => {
    document.title = `${words()} · ${t('common.product')}`;
  });
}
