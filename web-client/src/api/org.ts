import { ask } from './session';
import type { BookablePlace, Colleague, OrgUnit } from './types';

export function readOrg(): Promise<OrgUnit[]> {
  return ask('GET', '/org');
}

export function readMediators(): Promise<Colleague[]> {
  return ask('GET', '/staff', { query: { role: 'MEDIATOR' } });
}

export function readPlaces(): Promise<BookablePlace[]> {
  return ask('GET', '/places');
}
