import { ask, call } from './session';
import type { StaffTask } from './types';

const path = (participant: string): string => `/tasks/${encodeURIComponent(participant)}`;

export function readTasks(): Promise<StaffTask[]> {
  return ask('GET', '/tasks');
}

export async function taskPhone(participant: string): Promise<string> {
  return (await ask<{ phone: string }>('GET', `${path(participant)}/phone`)).phone;
}

export async function taskDone(participant: string): Promise<void> {
  await call('POST', `${path(participant)}/done`);
}
