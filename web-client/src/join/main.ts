import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import '../design/base.css';
import { applyPreferences, preferences } from '../design/preferences';
import { setUpI18n } from '../i18n';
import JoinApp from './JoinApp.vue';
import { routes } from './routes';

async function start(): Promise<void> {
  applyPreferences();
  const files = import.meta.glob(
    '../i18n/*/{common,join,papers,room,procedure,hearing,consultation,expert,lecture}.json',
  );
  const { i18n, speak } = await setUpI18n(files, preferences.locale);
  createApp(JoinApp, { speak })
    .use(i18n)
    .use(createRouter({ history: createWebHistory(), routes }))
    .mount('#app');
}

void start();
