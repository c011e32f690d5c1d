import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router';
import { ApiError } from '../api/error';
import { isSignedIn, staff } from '../api/session';
import type { StaffRole } from '../api/types';

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown to people who have not signed in. */
    open?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./SignInPage.vue'),
    meta: { open: true },
  },
  { path: '/', name: 'today', component: () => import('./today/TodayPage.vue') },
  { path: '/cases', name: 'cases', component: () => import('./cases/CaseListPage.vue') },
  { path: '/cases/new', name: 'register', component: () => import('./cases/RegisterCasePage.vue') },
  {
    path: '/cases/:id',
    name: 'case',
    component: () => import('./cases/CasePage.vue'),
    props: true,
  },
  {
    path: '/cases/:id/dossier',
    name: 'dossier',
    component: () => import('./dossier/DossierPage.vue'),
    props: true,
  },
  {
    path: '/cases/:id/agreements/:agreementId',
    name: 'agreement',
    component: () => import('./agreements/AgreementPage.vue'),
    props: true,
  },
  {
    path: '/cases/:id/book',
    name: 'book',
    component: () => import('./sittings/BookingPage.vue'),
    props: true,
  },
  {
    path: '/sittings/:id',
    name: 'sitting',
    component: () => import('./sittings/SittingPage.vue'),
    props: true,
  },
  {
    path: '/recordings/:id',
    name: 'recording',
    component: () => import('../playback/PlaybackPage.vue'),
    props: true,
  },
  {
    path: '/destructions',
    name: 'destructions',
    component: () => import('./dossier/DestructionPage.vue'),
  },
  {
    path: '/recording-alarms',
    name: 'alarms',
    component: () => import('./dossier/AlarmsPage.vue'),
  },
  {
    path: '/silent-alarms',
    name: 'silent-alarms',
    component: () => import('./alarms/SilentAlarmsPage.vue'),
  },
  {
    path: '/consultations',
    name: 'consultations',
    component: () => import('./consultations/ConsultationsPage.vue'),
  },
  {
    path: '/crises',
    name: 'crises',
    component: () => import('./consultations/CrisesPage.vue'),
  },
  {
    path: '/consultations/:id',
    name: 'consultation',
    component: () => import('./consultations/ConsultationPage.vue'),
    props: true,
  },
  { path: '/experts', name: 'experts', component: () => import('./experts/ExpertsPage.vue') },
  {
    path: '/expert-calls/:id',
    name: 'expert-call',
    component: () => import('./experts/ExpertCallPage.vue'),
    props: true,
  },
  {
    path: '/court-points',
    name: 'court-points',
    component: () => import('./courtpoints/CourtPointsPage.vue'),
  },
  {
    path: '/court-points/:id',
    name: 'court-point',
    component: () => import('./courtpoints/CourtPointPage.vue'),
    props: true,
  },
  {
    path: '/court-day',
    name: 'court-day',
    component: () => import('./courtpoints/CourtDayPage.vue'),
  },
  { path: '/outbox', name: 'outbox', component: () => import('./OutboxPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('./SettingsPage.vue') },
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./NowherePage.vue') },
];

/** Whose day is on a page of its own. */
const OWN_DAY: Partial<Record<StaffRole, string>> = {
  COUNSELLOR: 'consultations',
  COURT_HOST: 'court-day',
};

/** Sends people without a session to the sign-in page and remembers where they wanted to go. */
export function createStaffRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    try {
      if (await isSignedIn()) {
        // A counsellor's day is on a page of its own, and on no other; a court point's host's too.
        const own = staff.value && OWN_DAY[staff.value.role];
        return own && to.name === 'today' ? { name: own } : true;
      }
    } catch (error) {
      // The page itself says that the server cannot be reached, and tries again.
      if (error instanceof ApiError) return true;
      throw error;
    }
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  });
  return router;
}
