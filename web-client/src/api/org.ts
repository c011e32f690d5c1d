import { ask } from './session';
import type { BookablePlace, Colleague, OrgUnit, StaffRole } from './types';

export function readOrg(): Promise<OrgUnit[]> {
  return ask('GET', '/org');
}

export function readColleagues(role: StaffRole): Promise<Colleague[]> {
  return ask('GET', '/staff', { query: { role } });
}

export function readPlaces(): Promise<BookablePlace[]> {
  return ask('GET', '/places');
}
