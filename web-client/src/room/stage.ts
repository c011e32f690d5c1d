/** What choosing the stage needs to know of a person. */
export interface Candidate {
  view: { participantId: string; host: boolean; present: boolean };
  self: boolean;
  screen: unknown;
}

/**
 * Who fills the stage: whoever shares a screen, else the last one who spoke, else the host, else
 * anybody; oneself only when alone.
 */
export function onStage<T extends Candidate>(
  faces: readonly T[],
  speakers: readonly string[],
): T | undefined {
  const others = faces.filter((f) => !f.self && f.view.present);
  const spoken = speakers
    .map((id) => others.find((f) => f.view.participantId === id))
    .find((f) => f !== undefined);
  return (
    others.find((f) => f.screen) ??
    spoken ??
    others.find((f) => f.view.host) ??
    others[0] ??
    faces.find((f) => f.self) ??
    faces[0]
  );
}

/** Columns of an even grid of 16:9 tiles in a space of the given shape (width ÷ height). */
export function columnsFor(count: number, shape: number): number {
  let best = 1;
  let bestWidth = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    // The width of a tile, in units of the space's height, is bounded by both directions.
    const width = Math.min(shape / columns, 16 / 9 / rows);
    if (width > bestWidth) {
      best = columns;
      bestWidth = width;
    }
  }
  return best;
}
