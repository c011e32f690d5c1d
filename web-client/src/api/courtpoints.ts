import type { SittingKind } from '../generated/protocol';
import { ask, call } from './session';
import type { SittingState } from './types';

export const DEVICE_KINDS = [
  'SCREEN',
  'CAMERA',
  'MICROPHONE',
  'LOUDSPEAKER',
  'NETWORK_LINE',
  'ID_READER',
  'SCANNER',
  'SIGN_PAD',
  'PRINTER',
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** A device of a court point, as it was found last. */
export interface Device {
  id: string;
  kind: DeviceKind;
  /** Whether no hearing can be held without it. */
  needed: boolean;
  working: boolean;
  checkedAt?: string | null;
  checkedBy?: string | null;
  finding: string;
}

export interface CourtPoint {
  id: string;
  name: string;
  townCode: string;
  townName: string;
  address: string;
  host?: { id: string; name: string } | null;
  changeOverMinutes: number;
  position?: { longitude: number; latitude: number } | null;
  /** Whether a hearing could be held there now. */
  open: boolean;
  devices: Device[];
}

/** What takes a point for a time: a sitting by its number, or that it is closed. */
export interface Occupation {
  pointId: string;
  id: string;
  startsAt: string;
  endsAt: string;
  number?: string | null;
  kind?: SittingKind | null;
  state?: SittingState | null;
  reason?: string | null;
}

export interface PointCalendar {
  points: CourtPoint[];
  occupations: Occupation[];
}

export interface PointDetail {
  point: CourtPoint;
  checks: {
    deviceId: string;
    kind: DeviceKind;
    checkedAt: string;
    checkedBy: string;
    working: boolean;
    finding: string;
  }[];
  occupations: Occupation[];
}

export interface CheckList {
  documentsSeen: boolean;
  peoplePresent: boolean;
  evidenceScanned: boolean;
}

export type Readiness = 'BROKEN' | 'UNCHECKED' | 'CHECKED' | 'READY';

/** A sitting as the host of its point knows it. */
export interface PointSitting {
  sittingId: string;
  number: string;
  kind: SittingKind;
  state: SittingState;
  startsAt: string;
  endsAt: string;
  pointId: string;
  pointName: string;
  address: string;
  hostName?: string | null;
  readiness: Readiness;
  broken: DeviceKind[];
  unchecked: DeviceKind[];
  checkList: CheckList;
  readyAt?: string | null;
  readyBy?: string | null;
  seated: boolean;
}

/** A point of which something needed is broken, or was not tried in time. */
export interface PointTask {
  pointId: string;
  pointName: string;
  broken: DeviceKind[];
  unchecked: DeviceKind[];
  startsAt?: string | null;
}

/** What could be had instead of a point that is taken. */
export interface Instead {
  nearest?: { id: string; name: string; address: string } | null;
  times: { startsAt: string; endsAt: string }[];
}

export interface PointEntry {
  address: string;
  hostId?: string;
  changeOverMinutes: number;
  position?: { longitude: number; latitude: number };
}

const path = (id: string): string => `/court-points/${encodeURIComponent(id)}`;
const span = (from: Date, to: Date) => ({
  query: { from: from.toISOString(), to: to.toISOString() },
});

export function readPoints(from: Date, to: Date): Promise<PointCalendar> {
  return ask('GET', '/court-points', span(from, to));
}

export function readPoint(id: string): Promise<PointDetail> {
  return ask('GET', path(id));
}

export function changePoint(id: string, body: PointEntry): Promise<PointDetail> {
  return ask('POST', path(id), { body });
}

export function addDevice(id: string, kind: DeviceKind, needed: boolean): Promise<PointDetail> {
  return ask('POST', `${path(id)}/devices`, { body: { kind, needed } });
}

export async function removeDevice(id: string, device: string): Promise<void> {
  await call('DELETE', `${path(id)}/devices/${encodeURIComponent(device)}`);
}

export function reportChecks(
  id: string,
  checks: { deviceId: string; working: boolean; finding: string }[],
): Promise<PointDetail> {
  return ask('POST', `${path(id)}/checks`, { body: { checks } });
}

export function closePoint(id: string, from: Date, to: Date, reason: string): Promise<PointDetail> {
  const body = { from: from.toISOString(), to: to.toISOString(), reason };
  return ask('POST', `${path(id)}/closures`, { body });
}

export async function reopenPoint(id: string, closure: string): Promise<void> {
  await call('DELETE', `${path(id)}/closures/${encodeURIComponent(closure)}`);
}

/** The sittings at the points one sees to. */
export function readCourtDay(from: Date, to: Date): Promise<PointSitting[]> {
  return ask('GET', '/court-day', span(from, to));
}

const ofSitting = (id: string): string => `/sittings/${encodeURIComponent(id)}`;

/** How far the point of a sitting is. */
export function readPointOf(sitting: string): Promise<PointSitting> {
  return ask('GET', `${ofSitting(sitting)}/court-point`);
}

/** Changes what is given, and leaves the rest as it is. */
export async function keepCheckList(sitting: string, body: Partial<CheckList>): Promise<void> {
  await call('POST', `${ofSitting(sitting)}/check-list`, { body });
}

export async function reportReady(sitting: string): Promise<void> {
  await call('POST', `${ofSitting(sitting)}/room-ready`);
}
