import type { SourceWish } from '../generated/protocol';

const SETTLE_MS = 300;

/**
 * How the page shows each source: the largest of the places it stands at. Told to the server a
 * moment after the last change, and again after each new receiving connection.
 */
export class Wishes {
  private readonly places = new Map<object, SourceWish>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private told = '';

  /** @param tell sends them to the server */
  constructor(private readonly tell: (wishes: SourceWish[]) => void) {}

  /** @param height in pixels of the screen, 0 while it cannot be seen */
  show(place: object, sourceId: string, height: number): void {
    this.places.set(place, { sourceId, height: Math.round(height) });
    this.settle();
  }

  /** The place is gone, and with it what is known of the source. */
  forget(place: object): void {
    if (this.places.delete(place)) this.settle();
  }

  /** The server knows nothing any more. */
  repeat(): void {
    this.told = '';
    if (this.places.size > 0) this.settle();
  }

  get current(): SourceWish[] {
    const largest = new Map<string, number>();
    for (const { sourceId, height } of this.places.values()) {
      largest.set(sourceId, Math.max(height, largest.get(sourceId) ?? 0));
    }
    return [...largest].map(([sourceId, height]) => ({ sourceId, height }));
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const wishes = this.current;
      const words = JSON.stringify(wishes);
      if (words === this.told) return;
      this.told = words;
      this.tell(wishes);
    }, SETTLE_MS);
  }
}
