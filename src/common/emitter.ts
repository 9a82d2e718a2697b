export interface Subscription {
  dispose(): void;
}

/** One event, as those who want to hear of it see it. */
export type Event<T> = (listener: (value: T) => void) => Subscription;

/** Typed events by name. A listener that throws does not keep the others from being told. */
export class Emitter<Events> {
  private readonly listeners = new Map<keyof Events, Set<(value: never) => void>>();

  /** @returns a function that removes the listener */
  on<N extends keyof Events>(name: N, listener: (value: Events[N]) => void): () => void {
    const ofName = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, ofName.add(listener));
    return () => ofName.delete(listener);
  }

  /** One of the events by itself, for those who may listen and not emit. */
  event<N extends keyof Events>(name: N): Event<Events[N]> {
    return (listener) => ({ dispose: this.on(name, listener) });
  }

  emit<N extends keyof Events>(name: N, value: Events[N]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) {
      try {
        (listener as (value: Events[N]) => void)(value);
      } catch (error) {
        console.error(error);
      }
    }
  }

  clear(): void {
    this.listeners.clear();
  }
}
