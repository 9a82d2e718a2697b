/** How one kind of value is kept and made. */
export interface CachedComputation<Input, Value> {
  readonly keyOf: (input: Input) => Buffer;
  readonly read: (key: Buffer) => Value | undefined;
  readonly write: (key: Buffer, value: Value) => void;
  /**
   * Values in the order of the inputs.
   * @param done may be told of each value before all are there: it is then kept, whatever becomes of the others
   */
  readonly compute: (
    inputs: readonly Input[],
    signal: AbortSignal | undefined,
    done: (index: number, value: Value) => void,
  ) => Promise<readonly Value[]>;
}

interface Missing<Input, Value> {
  readonly name: string;
  readonly key: Buffer;
  readonly input: Input;
  readonly value: PromiseWithResolvers<Value>;
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers from a cache and computes what is missing, each content once: also when the same content comes twice in one
 * call, or again while it is still being computed.
 */
export class ThroughCache<Input, Value> {
  /** Values computed so far; the others came from the cache. */
  computed = 0;
  private readonly running = new Map<string, Promise<Value>>();

  constructor(private readonly computation: CachedComputation<Input, Value>) {}

  async getAll(inputs: readonly Input[], signal?: AbortSignal): Promise<Value[]> {
    return Promise.all(this.each(inputs, signal));
  }

  /** One entry an input: the value from the cache, or the promise of one that is being computed. */
  each(inputs: readonly Input[], signal?: AbortSignal): (Value | Promise<Value>)[] {
    const missing: Missing<Input, Value>[] = [];
    const values = inputs.map((input) => this.find(input, missing));
    if (missing.length > 0) void this.compute(missing, signal);
    return values;
  }

  private find(input: Input, missing: Missing<Input, Value>[]): Value | Promise<Value> {
    const key = this.computation.keyOf(input);
    const name = key.toString('latin1');
    const known = this.running.get(name) ?? this.computation.read(key);
    if (known !== undefined) return known;
    const value = withResolvers<Value>();
    this.running.set(name, value.promise);
    missing.push({ name, key, input, value });
    return value.promise;
  }

  private async compute(missing: readonly Missing<Input, Value>[], signal: AbortSignal | undefined): Promise<void> {
    const inputs = missing.map(({ input }) => input);
    const finish = (index: number, value: Value): void => this.finish(missing[index] as Missing<Input, Value>, value);
    try {
      const values = await this.computation.compute(inputs, signal, finish);
      if (values.length !== missing.length) throw new Error(`${values.length} results for ${missing.length} inputs`);
      values.forEach((value, index) => finish(index, value));
    } catch (error) {
      for (const { value } of missing) value.reject(error); // Of no effect on those that are finished.
    } finally {
      for (const { name } of missing) this.running.delete(name);
    }
  }

  private finish({ name, key, value }: Missing<Input, Value>, result: Value): void {
    if (!this.running.delete(name)) return;
    this.computation.write(key, result);
    this.computed++;
    value.resolve(result);
  }
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
