/** The sign that stands for a name: the family name's first character, or a Latin initial. */
export function initialOf(name: string): string {
  const first = Array.from(name.trim()).find((sign) => sign !== '*');
  return first ? first.toLocaleUpperCase() : '·';
}
