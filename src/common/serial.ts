/** Work that is done one after the other, in the order in which it was asked for. */
export class Serial {
  private latest: Promise<unknown> = Promise.resolve();

  /** Begins once all that was asked for before has ended, well or not. @throws what the work throws */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.latest.then(work);
    this.latest = result.catch(() => undefined);
    return result;
  }
}
