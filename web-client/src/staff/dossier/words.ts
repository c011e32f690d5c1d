/** A size in the unit people read. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let size = bytes / 1024;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? ''}`;
}

/** Kinds of papers that belong to one party. */
export function ofOneParty(kind: string): boolean {
  return kind === 'IDENTITY_PROOF' || kind === 'DISCLOSURE_CONSENT';
}

/** Where records of a mediation may go once every party agreed. */
export function mayTakeRecords(kind: string): boolean {
  return kind === 'LITIGATION' || kind === 'CONFIRMATION' || kind === 'ARBITRATION';
}

export const LINKAGES = [
  'LITIGATION',
  'CONFIRMATION',
  'ARBITRATION',
  'PETITION',
  'POLICE',
  'PROCURATORATE',
  'LEGAL_AID',
  'COUNSELLING',
] as const;

/** Gives a file to the person, under a name. */
export function give(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it when the click returns.
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
