import type { PointTask } from './courtpoints';
import { ask, call } from './session';
import type { StaffTask } from './types';

/** Equipment somebody must see to: of people who come by a link, and of court points. */
export interface StaffTasks {
  checks: StaffTask[];
  points: PointTask[];
}

const path = (participant: string): string => `/tasks/${encodeURIComponent(participant)}`;

export function readTasks(): Promise<StaffTasks> {
  return ask('GET', '/tasks');
}

export async function taskPhone(participant: string): Promise<string> {
  return (await ask<{ phone: string }>('GET', `${path(participant)}/phone`)).phone;
}

export async function taskDone(participant: string): Promise<void> {
  await call('POST', `${path(participant)}/done`);
}
