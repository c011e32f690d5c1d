/**
 * Waiting times between attempts to connect: they double from `firstMs` to `capMs`, and a random
 * part of up to a half keeps the people of a whole room from returning in the same instant after
 * a restart of the server.
 */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly random: () => number,
    private readonly firstMs = 300,
    private readonly capMs = 5000,
  ) {}

  /** The next wait in milliseconds. */
  next(): number {
    const full = Math.min(this.capMs, this.firstMs * 2 ** this.attempt);
    this.attempt += 1;
    return Math.round(full * (0.5 + this.random() / 2));
  }

  reset(): void {
    this.attempt = 0;
  }
}
