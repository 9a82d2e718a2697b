import type { DeitaError } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Message } from '../../common/message';
import { fault } from '../../messages/say';
import type { Turn } from '../../dataset/conversation';
import type { NetworkOptions } from '../../inference/onnxFolder/network';
import { SequenceModel } from '../../inference/onnxFolder/sequenceModel';
import { contextOf, likelihoodValue, unaskable, type TurnValue } from '../turnValues/turnValuer';
import { TRAINED_CONTEXT_LENGTH } from '../promptTemplates';
import { vocabularySize } from './causalHead';

/** Changes whenever the same turn would get another value from the same files. */
const CODE_VERSION = '1';

/** Few enough for a cancelled batch of a large model to end soon. */
export const LANGUAGE_MODEL_BATCH = 32;

export interface OnnxLanguageModelOptions extends NetworkOptions {
  readonly model: string;
}

/** A response as the network reads it. */
interface Given {
  readonly ids: readonly number[];
  /** The first token of the response; those before it are the context's. */
  readonly start: number;
}

/** A causal language model from a folder, which tells how probable responses are. Runs block the calling thread. */
export class OnnxLanguageModel {
  private constructor(
    private readonly model: SequenceModel,
    readonly identity: ModelIdentity,
    private readonly output: { readonly output: string; readonly width: number },
  ) {}

  /** @throws DeitaError `modelMissing` or `modelUnsupported`, naming the file */
  static async load({ model: folder, ...options }: OnnxLanguageModelOptions): Promise<OnnxLanguageModel> {
    const model = await SequenceModel.load(folder, options);
    try {
      const logits = model.output('logits');
      if (logits.dims.length !== 3) throw noLanguageModel(model.folder.networkFile);
      const width = vocabularySize(logits, model.folder.config.vocab_size, model.folder.networkFile);
      const hash = await model.hash(CODE_VERSION);
      const identity = { name: model.folder.name, version: CODE_VERSION, hash };
      return new OnnxLanguageModel(model, identity, { output: logits.name, width });
    } catch (error) {
      await model.dispose();
      throw error;
    }
  }

  /** What the person should know of how it runs. */
  get remarks(): readonly Message[] {
    return this.model.remarks;
  }

  /** @throws DeitaError `cancelled` when the signal fires */
  async value(question: 'given' | 'alone', turns: readonly Turn[], signal?: AbortSignal): Promise<TurnValue[]> {
    const values: TurnValue[] = turns.map((turn) => unaskable(turn) ?? { reason: TOO_LONG });
    const asked = [...turns.keys()].flatMap((index) => {
      const turn = turns[index] as Turn;
      if (unaskable(turn) !== undefined) return [];
      const given = this.encode(question === 'given' ? contextOf(turn) : '', turn.response);
      return given === undefined ? [] : [{ index, given }];
    });
    const sequences = asked.map(({ given: { ids } }) => ({ ids, typeIds: ids.map(() => 0) }));
    await this.model.run(
      sequences,
      this.output,
      (logits, at) => {
        const { index, given } = asked[at] as (typeof asked)[number];
        values[index] = likelihoodValue(this.likelihood(logits, given));
      },
      signal,
    );
    return values;
  }

  dispose(): Promise<void> {
    return this.model.dispose();
  }

  /**
   * Where the tokens of the whole and of the context part, the response begins: where both meet, tokens may merge.
   * @returns undefined for what is longer than the model takes: of a part it would be another value
   */
  private encode(context: string, text: string): Given | undefined {
    const { tokenizer, folder } = this.model;
    const { ids } = tokenizer.encodePrompt(context + text);
    if (ids.length > (folder.maxTokens ?? TRAINED_CONTEXT_LENGTH)) return undefined;
    const before = context === '' ? [] : tokenizer.encodePrompt(context).ids;
    let start = 0;
    while (start < before.length && before[start] === ids[start]) start++;
    if (start === 0 && tokenizer.beginsWith(ids[0])) start = 1;
    return { ids, start };
  }

  /** The logits after a token are about the next one; of the first token nothing is known. */
  private likelihood(logits: Float32Array, { ids, start }: Given): { logProbability: number; tokens: number } {
    const { width } = this.output;
    let logProbability = 0;
    const first = Math.max(start, 1);
    for (let at = first; at < ids.length; at++) {
      const before = (at - 1) * width;
      logProbability += logProbabilityOf(logits.subarray(before, before + width), ids[at] ?? Number.NaN);
    }
    return { logProbability, tokens: Math.max(0, ids.length - first) };
  }
}

const TOO_LONG = "it is longer than the model's context";

function logProbabilityOf(logits: Float32Array, id: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > largest) largest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return (logits[id] ?? Number.NaN) - largest - Math.log(sum);
}

function noLanguageModel(file: string): DeitaError {
  return fault('notLanguageModel', { file });
}
