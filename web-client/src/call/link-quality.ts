import type { Quality } from '../generated/protocol';

/** `picture-held`: our own picture is stopped so that the voice gets through. */
export type LinkState = 'good' | 'weak' | 'picture-held';

/** Bits per second below which a picture would cost the voice its room. */
const PICTURE_NEEDS_BPS = 150_000;
/** Mean opinion scores as docs/protocol.md reads them. */
const SPEECH_SUFFERS = 3.6;
const MOST_ARE_UNHAPPY = 2.6;
const BAD_SAMPLES = 3;
const GOOD_SAMPLES = 8;

/**
 * Decides when the picture gives way to the voice. Three bad samples in a row (6 s) hold it, eight
 * good ones (16 s) let it go again, so that a link on the edge does not flicker.
 */
export class LinkQuality {
  private bad = 0;
  private good = 0;
  private current: LinkState = 'good';

  get state(): LinkState {
    return this.current;
  }

  /**
   * @param quality what the bridge measured
   * @param outgoingBps what the browser thinks it can send, where it says so
   * @returns the state after this sample
   */
  sample(quality: Quality, outgoingBps: number | undefined): LinkState {
    // The browser's estimate grows only with what it sends: without a picture it stays low for ever.
    const estimate = this.current === 'picture-held' ? undefined : outgoingBps;
    const poor =
      quality.uplinkLoss > 0.12 ||
      quality.score < MOST_ARE_UNHAPPY ||
      (estimate !== undefined && estimate < PICTURE_NEEDS_BPS);
    this.bad = poor ? this.bad + 1 : 0;
    this.good = poor ? 0 : this.good + 1;
    if (this.bad >= BAD_SAMPLES) this.current = 'picture-held';
    else if (this.current === 'picture-held' && this.good < GOOD_SAMPLES) return this.current;
    else
      this.current =
        quality.score < SPEECH_SUFFERS || quality.downlinkLoss > 0.08 ? 'weak' : 'good';
    return this.current;
  }

  reset(): void {
    this.bad = 0;
    this.good = 0;
    this.current = 'good';
  }
}
