import { ask } from './session';
import type { Role, SittingKind } from './types';

/** 静默报警 as those on duty see it. */
export interface SilentAlarm {
  id: string;
  sittingId: string;
  caseId: string;
  caseNumber: string;
  caseTitle: string;
  kind: SittingKind;
  place?: string;
  name: string;
  role: Role;
  raisedAt: string;
  acknowledgedAt?: string;
  acknowledgedBy?: string;
  remark: string;
}

export function readSilentAlarms(): Promise<SilentAlarm[]> {
  return ask('GET', '/silent-alarms');
}

export function acknowledgeAlarm(id: string, remark: string): Promise<SilentAlarm> {
  return ask('POST', `/silent-alarms/${encodeURIComponent(id)}/acknowledge`, { body: { remark } });
}
