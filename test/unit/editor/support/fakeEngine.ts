import type * as vscode from 'vscode';
import { Emitter } from '../../../../src/common/emitter';
import { DeitaError } from '../../../../src/common/errors';
import type { DatasetInfo } from '../../../../src/protocol/dataset';
import type { EngineNotifications } from '../../../../src/protocol/notifications';
import type { CallOptions, EngineApi, EngineMethod, ParamsOf, ResultOf } from '../../../../src/protocol/requests';

type Answers = {
  [M in EngineMethod]?: (params: ParamsOf<M>, options: CallOptions) => ResultOf<M> | Promise<ResultOf<M>>;
};

/** An engine of which a test says what it answers; it tells what it was asked. */
export class FakeEngine implements EngineApi {
  readonly asked: { readonly method: EngineMethod; readonly params: unknown }[] = [];
  private readonly events = new Emitter<EngineNotifications>();

  constructor(readonly answers: Answers = {}) {}

  async request<M extends EngineMethod>(
    method: M,
    params: ParamsOf<M>,
    options: CallOptions = {},
  ): Promise<ResultOf<M>> {
    this.asked.push({ method, params });
    await Promise.resolve();
    const answer = this.answers[method];
    if (answer === undefined) throw new DeitaError('internal', `Nobody expected ${method}.`);
    return answer(params, options);
  }

  on<N extends keyof EngineNotifications>(name: N, listener: (value: EngineNotifications[N]) => void): () => void {
    return this.events.on(name, listener);
  }

  emit<N extends keyof EngineNotifications>(name: N, value: EngineNotifications[N]): void {
    this.events.emit(name, value);
  }

  methods(): EngineMethod[] {
    return this.asked.map(({ method }) => method);
  }
}

export const INFO: DatasetInfo = {
  datasetId: 'd',
  path: '/data/train.jsonl',
  format: 'Alpaca',
  byteLength: 10,
  contents: 'as opened',
  rowCount: 5,
  indexing: false,
  problemCount: 0,
  scored: false,
  selection: null,
};

/** What the classes under test use of an address. */
export function fileUri(fsPath: string): vscode.Uri {
  return { scheme: 'file', path: fsPath, fsPath, toString: () => `file://${fsPath}` } as unknown as vscode.Uri;
}

/** A promise that the test settles. */
export function held<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}

/** Lets everything happen that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
