/** Keeps the screen on during a call; asked for again each time the page comes back. */
export class ScreenWake {
  private sentinel: WakeLockSentinel | undefined;
  private wanted = false;

  start(): void {
    if (this.wanted) return;
    this.wanted = true;
    document.addEventListener('visibilitychange', this.acquire);
    this.acquire();
  }

  stop(): void {
    this.wanted = false;
    document.removeEventListener('visibilitychange', this.acquire);
    void this.sentinel?.release();
    this.sentinel = undefined;
  }

  private readonly acquire = (): void => {
    if (!this.wanted || document.visibilityState !== 'visible') return;
    // Refused where the battery is low or the browser knows it not; the call goes on without.
    navigator.wakeLock
      ?.request('screen')
      .then((s) => (this.sentinel = s))
      .catch(() => undefined);
  };
}
