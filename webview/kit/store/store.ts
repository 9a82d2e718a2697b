/** One immutable value that is replaced as a whole, and those who want to know. */
export class Store<T extends object> {
  readonly #listeners = new Set<(value: T, previous: T) => void>();
  #value: T;

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(change: Partial<T>): void {
    const previous = this.#value;
    this.#value = { ...previous, ...change };
    for (const listener of [...this.#listeners]) listener(this.#value, previous);
  }

  subscribe(listener: (value: T, previous: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
