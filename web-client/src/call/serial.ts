/** Runs asynchronous jobs one after another, in the order they were given. */
export class Serial {
  private tail: Promise<unknown> = Promise.resolve();

  /** A job that fails does not stop those after it. */
  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.tail.then(job, job);
    this.tail = result.catch(() => undefined);
    return result;
  }
}
