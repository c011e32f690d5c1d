import type { RouteRecordRaw } from 'vue-router';

/** Pages of people who come by link, and the room itself. */
export const routes: RouteRecordRaw[] = [
  { path: '/j/:code', props: true, component: () => import('./JoinPage.vue') },
  {
    path: '/room/:sittingId',
    props: true,
    component: () => import('./StaffRoomPage.vue'),
  },
  { path: '/l/:code', props: true, component: () => import('./LecturePage.vue') },
  { path: '/c', component: () => import('./consultation/BookPage.vue') },
  { path: '/g/:code', props: true, component: () => import('./consultation/GuardianPage.vue') },
  { path: '/s/:code', props: true, component: () => import('./PapersPage.vue') },
  { path: '/v/:id', props: true, component: () => import('./VerifyPage.vue') },
  { path: '/:rest(.*)*', component: () => import('./UnknownLinkPage.vue') },
];
