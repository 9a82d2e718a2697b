import type {
  FromHost,
  PageCommand,
  PageMethod,
  PageParams,
  PageProtocol,
  PageRequest,
  PageResult,
  ToHost,
} from '../../../src/protocol/pages/pageMessages';
import { toWireError } from '../../../src/protocol/wireError';

/** How a host answers each method of its page. */
export type FakeAnswers<P extends PageProtocol> = {
  readonly [M in PageMethod<P>]: (params: PageParams<P, M>) => PageResult<P, M>;
};

/** Where a fake host's messages go. */
export interface FakeChannel {
  post(message: FromHost): void;
  /** Told of every request and command, so that a test can ask what reached the host. */
  record(method: string, params: unknown): void;
}

/** Stands in for the extension behind one page: answers its requests, and holds back what a test tells it to. */
export abstract class FakePageHost<P extends PageProtocol, Gate extends string = PageMethod<P>> {
  readonly #cancelled = new Set<number>();
  /** What waits behind each gate that is closed. */
  readonly #waiting = new Map<string, (() => void)[]>();

  protected abstract readonly answers: FakeAnswers<P>;

  constructor(private readonly channel: FakeChannel) {}

  receive(message: ToHost): void {
    if (message.kind === 'cancel') {
      this.#cancelled.add(message.id);
      this.channel.record('(cancel)', message.id);
      return;
    }
    if (message.kind === 'command') {
      this.channel.record(message.name, message.args);
      this.run(message);
      return;
    }
    this.channel.record(message.method, message.params);
    setTimeout(() => this.pass(message.method, () => this.#answer(message)), 0);
  }

  hold(gate: Gate | PageMethod<P>): void {
    this.#waiting.set(gate, []);
  }

  release(gate: Gate | PageMethod<P>): void {
    const actions = this.#waiting.get(gate) ?? [];
    this.#waiting.delete(gate);
    for (const action of actions) action();
  }

  emit<N extends keyof P['events'] & string>(name: N, value: P['events'][N]): void {
    this.channel.post({ kind: 'event', name, value });
  }

  /** Does what a command does. */
  protected abstract run(command: PageCommand): void;

  protected pass(gate: string, action: () => void): void {
    const waiting = this.#waiting.get(gate);
    if (waiting === undefined) action();
    else waiting.push(action);
  }

  /** What waits behind a gate; undefined while it is open. */
  protected waitingAt(gate: Gate): (() => void)[] | undefined {
    return this.#waiting.get(gate);
  }

  #answer({ id, method, params }: PageRequest): void {
    if (this.#cancelled.delete(id)) {
      this.channel.post({ kind: 'response', id, error: { code: 'cancelled', message: 'Cancelled.' } });
      return;
    }
    const answer = this.answers[method as PageMethod<P>];
    try {
      this.channel.post({ kind: 'response', id, result: answer(params) });
    } catch (error) {
      this.channel.post({ kind: 'response', id, error: toWireError(error) });
    }
  }
}
