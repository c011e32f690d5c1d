import { ask } from './session';
import type {
  CaseEvent,
  CaseFile,
  CaseNumber,
  CaseRow,
  Category,
  NewCase,
  Page,
  ParsedNumber,
} from './types';

export interface CaseSearch {
  query: string;
  status: string;
  page: number;
  size: number;
}

export function searchCases(search: CaseSearch, signal?: AbortSignal): Promise<Page<CaseRow>> {
  return ask('GET', '/cases', { query: { ...search }, signal });
}

export function registerCase(body: NewCase): Promise<CaseFile> {
  return ask('POST', '/cases', { body });
}

export function readCase(id: string): Promise<CaseFile> {
  return ask('GET', `/cases/${encodeURIComponent(id)}`);
}

export function assignMediationNumber(caseId: string): Promise<CaseNumber> {
  return ask('POST', `/cases/${encodeURIComponent(caseId)}/numbers`, {
    body: { family: 'MEDIATION' },
  });
}

export function bindNumber(caseId: string, raw: string): Promise<ParsedNumber> {
  return ask('POST', `/cases/${encodeURIComponent(caseId)}/numbers`, { body: { raw } });
}

export function parseNumber(raw: string, signal?: AbortSignal): Promise<ParsedNumber> {
  return ask('POST', '/case-numbers/parse', { body: { raw }, signal });
}

export function readCategories(): Promise<Category[]> {
  return ask('GET', '/categories');
}

/** Moves a case on; the note goes into its story. */
export function moveCase(id: string, event: CaseEvent, note: string): Promise<CaseFile> {
  return ask('POST', `/cases/${encodeURIComponent(id)}/events`, {
    body: { event, ...(note ? { note } : {}) },
  });
}
