import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError, throwIfAborted } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';
import { createSession, type ModelSession } from '../../inference/session';
import { instructionFeatures } from '../features/instructionFeatures';
import { responseFeatures } from '../features/responseFeatures';
import { WordStatistics } from '../features/wordStatistics';
import { isOutsideTrainedLanguages } from '../language';
import type { Scorer, TurnScore } from '../scorer';
import { expectations } from './scoringHead';
import { fitText } from './textLimit';

/** Raise whenever a feature's value can change for some text: cached scores then no longer match. */
export const FEATURE_VERSION = 1;
export const SCORER_VERSION = '1.0.0';
/** The scorer's files in the model folder. */
export const SCORER_FILES = {
  complexity: 'scorer-complexity.onnx',
  quality: 'scorer-quality.onnx',
  statistics: 'scorer-words.bin',
} as const;
const BATCH_SIZE = 256;

export interface EmbeddedScorerOptions {
  /** Folder that holds `SCORER_FILES`. */
  readonly modelDir: string;
  readonly threads: number;
}

/**
 * The heuristic default: features of the text and two small heads, no server and no key.
 * @throws DeitaError `modelMissing` when the folder lacks one of the files
 */
export async function createEmbeddedScorer({ modelDir, threads }: EmbeddedScorerOptions): Promise<Scorer> {
  const files = await Promise.all(Object.values(SCORER_FILES).map((name) => readModelFile(path.join(modelDir, name))));
  const [complexity, quality] = await Promise.all([
    createSession(path.join(modelDir, SCORER_FILES.complexity), { threads }),
    createSession(path.join(modelDir, SCORER_FILES.quality), { threads }),
  ]);
  return new EmbeddedScorer(
    identityOf(files),
    complexity,
    quality,
    WordStatistics.fromBytes(files[2] ?? new Uint8Array()),
  );
}

class EmbeddedScorer implements Scorer {
  readonly batchSize = BATCH_SIZE;

  constructor(
    readonly identity: ModelIdentity,
    private readonly complexity: ModelSession,
    private readonly quality: ModelSession,
    private readonly statistics: WordStatistics,
  ) {}

  async score(turns: readonly Turn[], signal?: AbortSignal): Promise<TurnScore[]> {
    const scores: TurnScore[] = [];
    for (let start = 0; start < turns.length; start += BATCH_SIZE) {
      throwIfAborted(signal);
      scores.push(...(await this.scoreBatch(turns.slice(start, start + BATCH_SIZE))));
    }
    return scores;
  }

  async dispose(): Promise<void> {
    await Promise.all([this.complexity.dispose(), this.quality.dispose()]);
  }

  private async scoreBatch(turns: readonly Turn[]): Promise<TurnScore[]> {
    const fitted = turns.map(fitTurn);
    const scorable = fitted.filter(({ instruction }) => instruction.trim() !== '');
    const complexity = await expectations(
      this.complexity,
      scorable.map(({ instruction }) => instructionFeatures(instruction, this.statistics)),
    );
    const quality = await expectations(
      this.quality,
      scorable.map(({ instruction, response }) => responseFeatures(instruction, response, this.statistics)),
    );
    let next = 0;
    return fitted.map((turn) => {
      if (turn.instruction.trim() === '') return { unscoredReason: 'the instruction is empty' };
      const index = next++;
      return {
        complexityScore: complexity[index] ?? Number.NaN,
        qualityScore: quality[index] ?? Number.NaN,
        ...(turn.truncated === undefined ? {} : { truncated: turn.truncated }),
        ...(isOutsideTrainedLanguages(`${turn.instruction}\n${turn.response.slice(0, 500)}`)
          ? { outsideLanguage: true }
          : {}),
      };
    });
  }
}

interface FittedTurn extends Turn {
  readonly truncated?: string;
}

/** Normalises both texts (Unicode NFC) and cuts what is longer than the scorer reads. */
function fitTurn(turn: Turn): FittedTurn {
  const instruction = fitText('instruction', turn.instruction);
  const response = fitText('response', turn.response);
  const cuts = [instruction.cut, response.cut].filter((cut) => cut !== undefined);
  return {
    instruction: instruction.text,
    response: response.text,
    ...(cuts.length === 0 ? {} : { truncated: cuts.join('; ') }),
  };
}

/** The hash covers the weights and the feature code's version: whatever decides a score. */
function identityOf(files: readonly Uint8Array[]): ModelIdentity {
  const hash = createHash('sha256').update(`features ${FEATURE_VERSION}\n`);
  for (const file of files) hash.update(createHash('sha256').update(file).digest());
  return { name: 'Heuristic default', version: SCORER_VERSION, hash: hash.digest('hex'), heuristic: true };
}

async function readModelFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new DeitaError(
      'modelMissing',
      `The embedded scorer's file ${file} cannot be read.`,
      'Reinstall the extension.',
    );
  }
}
