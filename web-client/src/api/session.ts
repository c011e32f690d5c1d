import { computed, shallowRef } from 'vue';
import { ApiError } from './error';
import { json, send, type CallOptions } from './http';
import type { Session } from './types';

/**
 * The staff member's session. The access token lives in memory only; the refresh token is a cookie
 * scripts cannot read, so a reload asks the server once and goes on.
 */
const current = shallowRef<Session | null>(null);
let refreshing: Promise<Session> | null = null;

export const staff = computed(() => current.value?.staff ?? null);

export async function signIn(username: string, password: string): Promise<void> {
  current.value = await json<Session>(
    await send('POST', '/session', { body: { username, password } }),
  );
}

export async function signOut(): Promise<void> {
  try {
    await send('DELETE', '/session', {}, current.value?.accessToken);
  } finally {
    current.value = null;
  }
}

/** Uses the cookie for a new access token; calls at the same time share one request. */
export function refresh(): Promise<Session> {
  refreshing ??= inTurn(renew).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** One tab after another: the cookie changes at each use, and an old one ends the session. */
function inTurn(work: () => Promise<Session>): Promise<Session> {
  // Browsers before 2022, and pages without TLS, have no locks; there the last tab wins.
  const locks = (navigator as Partial<Navigator>).locks;
  return locks ? locks.request('maplebridge.session', work) : work();
}

async function renew(): Promise<Session> {
  try {
    const session = await json<Session>(await send('POST', '/session/refresh'));
    current.value = session;
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.failure === 'refused' && error.status < 500) {
      current.value = null;
      throw ApiError.signedOut();
    }
    throw error;
  }
}

/** Whether someone is signed in, asking the server once after a reload. */
export async function isSignedIn(): Promise<boolean> {
  if (current.value) return true;
  try {
    await refresh();
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.failure === 'signed-out') return false;
    throw error;
  }
}

/** A staff call: refreshes once when the access token has run out. */
export async function call(
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Response> {
  const session = current.value ?? (await refresh());
  try {
    return await send(method, path, options, session.accessToken);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    const renewed = await refresh();
    return send(method, path, options, renewed.accessToken);
  }
}

export async function ask<T>(method: string, path: string, options?: CallOptions): Promise<T> {
  return json<T>(await call(method, path, options));
}
