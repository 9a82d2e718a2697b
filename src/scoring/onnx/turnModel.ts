import type { Message } from '../../common/message';
import type { Turn } from '../../dataset/conversation';
import type { NetworkOptions } from '../../inference/onnxFolder/network';
import { SequenceModel } from '../../inference/onnxFolder/sequenceModel';
import type { ScoreKind } from '../promptTemplates';
import { causalHead } from './causalHead';
import { classifierHead } from './classifierHead';
import { fitTurn, type TurnReading } from './turnFit';
import { fault, say } from '../../messages/say';

/** One score of a turn, in [1, 6]; or the reason why there is none. */
export type HeadScore = { readonly score: number; readonly truncated?: Message } | { readonly unscoredReason: Message };

/** How a kind of network is asked for a score. */
export interface ScoringHead extends TurnReading {
  readonly output: string;
  /** Numbers that the output has for one position. */
  readonly width: number;
  readonly maxTokens: number;
  /**
   * @param numbers of one sequence: positions × width, or width alone
   * @param length tokens of the sequence, without padding
   * @returns undefined when the numbers give no score
   */
  readonly read: (numbers: Float32Array, length: number) => number | undefined;
}

const NO_SCORE = say('unscored.modelGivesNone');
const TOO_LONG = say('unscored.promptTooLong');

/** Scores turns by one criterion with a model from a folder. */
export class TurnModel {
  private constructor(
    readonly model: SequenceModel,
    private readonly head: ScoringHead,
  ) {}

  /** @throws DeitaError `modelMissing` or `modelUnsupported` */
  static async load(folder: string, kind: ScoreKind, options: NetworkOptions): Promise<TurnModel> {
    const model = await SequenceModel.load(folder, options);
    try {
      return new TurnModel(model, headOf(model, kind));
    } catch (error) {
      await model.dispose();
      throw error;
    }
  }

  /** Scores in the order of the turns. @throws DeitaError `cancelled` when the signal fires */
  async score(turns: readonly Turn[], signal?: AbortSignal): Promise<HeadScore[]> {
    const { maxTokens, read } = this.head;
    const fitted = turns.map((turn) => fitTurn(turn, maxTokens, this.head));
    const scores: HeadScore[] = turns.map(() => ({ unscoredReason: TOO_LONG }));
    const fitting = [...fitted.keys()].filter((index) => (fitted[index]?.sequence.ids.length ?? 0) > 0);
    const sequences = fitting.map((index) => fitted[index]?.sequence ?? { ids: [], typeIds: [] });
    const take = (numbers: Float32Array, at: number): void => {
      const index = fitting[at] ?? 0;
      const truncated = fitted[index]?.truncated;
      const score = read(numbers, sequences[at]?.ids.length ?? 0);
      if (score === undefined) scores[index] = { unscoredReason: NO_SCORE };
      else scores[index] = truncated === undefined ? { score } : { score, truncated };
    };
    await this.model.run(sequences, this.head, take, signal);
    return scores;
  }

  dispose(): Promise<void> {
    return this.model.dispose();
  }
}

/** Logits for every position mean a language model, logits for the text as a whole a classifier. */
function headOf(model: SequenceModel, kind: ScoreKind): ScoringHead {
  const logits = model.output('logits');
  if (logits.dims.length === 3) return causalHead(model, kind, logits);
  if (logits.dims.length === 2) return classifierHead(model, kind, logits);
  throw fault('logitsShape', { file: model.folder.networkFile, dimensions: String(logits.dims.length) });
}
