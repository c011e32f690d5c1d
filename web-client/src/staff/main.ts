import { createApp } from 'vue';
import '../design/base.css';
import { applyPreferences, preferences } from '../design/preferences';
import { setUpI18n } from '../i18n';
import StaffApp from './StaffApp.vue';
import { createStaffRouter } from './router';

async function start(): Promise<void> {
  applyPreferences();
  const files = import.meta.glob('../i18n/*/*.json');
  const { i18n, speak } = await setUpI18n(files, preferences.locale);
  createApp(StaffApp, { speak }).use(i18n).use(createStaffRouter()).mount('#app');
}

void start();
