import { ServerError, serverFault } from './serverError';

/** So many inputs refused one after the other are no accident of these inputs. */
const MOST_REFUSALS_IN_A_ROW = 20;

/** The server refuses this input, while it answers others. */
export interface Failure {
  readonly failure: ServerError;
}

export function isFailure(answer: object): answer is Failure {
  return 'failure' in answer && answer.failure instanceof ServerError;
}

/** One request; in the order of the inputs, undefined for one that the answer leaves out. */
export type ReadBatch<Input, Value> = (
  inputs: readonly Input[],
  signal?: AbortSignal,
) => Promise<(Value | undefined)[]>;

/** Requests of many inputs: one that fails for one input's sake is divided until only that input is left out. */
export class BatchReader<Input, Value extends object> {
  private refusalsInARow = 0;
  private largest = Number.POSITIVE_INFINITY;

  constructor(private readonly readBatch: ReadBatch<Input, Value>) {}

  /** @throws ServerError what concerns the server and not one input; `cancelled` */
  async read(inputs: readonly Input[], signal: AbortSignal | undefined): Promise<(Value | Failure)[]> {
    if (inputs.length > this.largest) return this.inHalves(inputs, signal);
    try {
      const values = await this.readBatch(inputs, signal);
      return await this.withMissing(inputs, values, signal);
    } catch (error) {
      if (!(error instanceof ServerError) || !concernsInputs(error)) throw error;
      if (inputs.length === 1) return [this.refused(error)];
      const answers = await this.inHalves(inputs, signal);
      // Each part is fine: it was the size.
      if (error.kind === 'request' && !answers.some(isFailure)) {
        this.largest = Math.min(this.largest, Math.ceil(inputs.length / 2));
      }
      return answers;
    }
  }

  /** A server may answer some inputs of a list and leave out others: these are asked again, alone. */
  private async withMissing(
    inputs: readonly Input[],
    values: readonly (Value | undefined)[],
    signal: AbortSignal | undefined,
  ): Promise<(Value | Failure)[]> {
    const missing = inputs.filter((_, at) => values[at] === undefined);
    if (missing.length === inputs.length) {
      throw serverFault('answer', 'noResult');
    }
    this.refusalsInARow = 0;
    if (missing.length === 0) return values as Value[];
    const again = await this.read(missing, signal);
    return values.map((value) => value ?? (again.shift() as Value | Failure));
  }

  private async inHalves(inputs: readonly Input[], signal: AbortSignal | undefined): Promise<(Value | Failure)[]> {
    const middle = Math.ceil(inputs.length / 2);
    const halves = await Promise.all([
      this.read(inputs.slice(0, middle), signal),
      this.read(inputs.slice(middle), signal),
    ]);
    return halves.flat();
  }

  private refused(error: ServerError): Failure {
    if (error.kind !== 'context' && ++this.refusalsInARow > MOST_REFUSALS_IN_A_ROW) throw error;
    return { failure: error };
  }
}

/** A refused parameter or text, an overlong one, a crash over one of them; not: a key, a limit, a dead server. */
function concernsInputs({ kind, details }: ServerError): boolean {
  return kind === 'context' || kind === 'request' || kind === 'answer' || details.status === 500;
}
