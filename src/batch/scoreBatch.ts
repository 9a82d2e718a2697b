import type { MessageArgument } from '../common/message';
import type { ModelIdentity } from '../common/modelIdentity';
import type { GoodRow, Turn } from '../dataset/conversation';
import { SCORE_DIGITS } from '../scoring/digitExpectation';
import { fillTemplate, PROMPT_TEMPLATES, SCORE_KINDS, type ScoreKind } from '../scoring/promptTemplates';
import { digitScore, type DigitScore } from '../scoring/served/digitScore';
import { REFERENCE_EXAMPLE } from '../scoring/served/promptTemplates';
import { claimsToBeReleased, QUANTISED_TOLERANCE } from '../scoring/served/releasedScorers';
import { asArray, asObject } from '../serverClient/json';
import { pickFromList } from '../serverClient/presets/tokenList';
import type { BlobStore } from '../storage/blobStore';
import { contentKey } from '../storage/contentKey';
import { ScoreCache } from '../storage/scoreCache';
import type { BatchDialect, BatchRequest, BatchWork, ReferenceRequest, WrongReference } from './batchWork';
import { keyIn, requestId } from './requestId';
import { say } from '../messages/say';

/** What the Batch API and vLLM give at most; six digits are among the first twenty or the answer is of no use. */
const TOP_LOGPROBS = 20;

export interface ScoreBatchOptions {
  /** Of the scorer that a later selection uses: its scores and these are the same. */
  readonly identity: ModelIdentity;
  readonly complexityModel: string;
  readonly qualityModel: string;
  /**
   * `vllm` adds what keeps vLLM's chat endpoint from changing the prompt; OpenAI refuses parameters it does not know.
   */
  readonly dialect: BatchDialect;
}

/**
 * Scoring as a batch: two requests a turn, for the probabilities of the first token after each model's prompt. One
 * model's answers may come long before the other's, so each is kept until a turn has both.
 */
export class ScoreBatch implements BatchWork {
  readonly reference: ReferenceRequest | undefined;
  private readonly whole: ScoreCache;

  constructor(
    private readonly options: ScoreBatchOptions,
    private readonly blobs: BlobStore,
  ) {
    this.whole = new ScoreCache(blobs, options.identity);
    this.reference = claimsToBeReleased(options.qualityModel)
      ? { request: this.requestFor('quality', REFERENCE_EXAMPLE), check: (answer) => referenceProblem(answer) }
      : undefined;
  }

  missing({ conversation }: GoodRow): BatchRequest[] {
    return conversation.turns.flatMap((turn) => (this.isScored(turn) ? [] : this.missingParts(turn)));
  }

  accept(id: string, answer: unknown): MessageArgument | undefined {
    for (const part of SCORE_KINDS) {
      const key = keyIn(part, id);
      if (key === undefined) continue;
      const score = scoreIn(answer);
      if ('unscoredReason' in score) return score.unscoredReason;
      this.blobs.put(key, encode(score.score));
      return undefined;
    }
    return say('batch.foreignScoreId');
  }

  complete({ conversation }: GoodRow): void {
    for (const turn of conversation.turns) {
      if (this.isScored(turn)) continue;
      const [complexityScore, qualityScore] = SCORE_KINDS.map((part) => this.part(part, turn));
      if (complexityScore === undefined || qualityScore === undefined) continue;
      this.whole.put(this.whole.keyOf(turn), { complexityScore, qualityScore, note: null, outsideLanguage: false });
    }
  }

  /** An unscored turn is asked about again: the batch may know more. */
  private isScored(turn: Turn): boolean {
    const known = this.whole.get(this.whole.keyOf(turn));
    return known !== undefined && !Number.isNaN(known.complexityScore);
  }

  private missingParts(turn: Turn): BatchRequest[] {
    return SCORE_KINDS.filter((part) => this.part(part, turn) === undefined).map((part) => this.requestFor(part, turn));
  }

  private requestFor(part: ScoreKind, turn: Turn): BatchRequest {
    const id = requestId(part, this.keyOf(part, turn));
    return { id, part, url: '/v1/chat/completions', body: this.body(part, turn) };
  }

  private part(part: ScoreKind, turn: Turn): number | undefined {
    const bytes = this.blobs.get(this.keyOf(part, turn));
    return bytes?.byteLength === 8 ? Buffer.from(bytes).readDoubleLE(0) : undefined;
  }

  private keyOf(part: ScoreKind, turn: Turn): Buffer {
    const { hash, ...identity } = this.options.identity;
    return contentKey({ ...identity, hash: `${hash} ${part}` }, promptOf(part, turn));
  }

  private body(part: ScoreKind, turn: Turn): object {
    const { complexityModel, qualityModel, dialect } = this.options;
    return {
      model: part === 'complexity' ? complexityModel : qualityModel,
      messages: [{ role: 'user', content: promptOf(part, turn) }],
      temperature: 1,
      logprobs: true,
      top_logprobs: TOP_LOGPROBS,
      ...(dialect === 'vllm' ? VLLM_PARAMETERS : { max_completion_tokens: 1 }),
    };
  }
}

/** Nothing before the prompt but the template's own first token, nothing after it, and unprocessed probabilities. */
const VLLM_PARAMETERS = {
  max_tokens: 1,
  add_generation_prompt: false,
  add_special_tokens: false,
  top_p: 1,
  top_k: -1,
  min_p: 0,
  repetition_penalty: 1,
} as const;

function promptOf(part: ScoreKind, turn: Turn): string {
  return fillTemplate(PROMPT_TEMPLATES[part], turn);
}

function encode(score: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(score);
  return bytes;
}

function scoreIn(answer: unknown): DigitScore {
  const position = asArray(asObject(asObject(asArray(asObject(answer).choices)[0]).logprobs).content)[0];
  if (position === undefined) return { unscoredReason: say('digits.noProbabilities'), answersWithDigit: false };
  return digitScore(pickFromList(position, SCORE_DIGITS, null));
}

/** A chat template that changes the prompt moves every score: the known one tells. */
function referenceProblem(answer: unknown): WrongReference | undefined {
  const scored = scoreIn(answer);
  const expected = REFERENCE_EXAMPLE.qualityScore;
  if ('score' in scored && Math.abs(scored.score - expected) <= QUANTISED_TOLERANCE) return undefined;
  const found = 'score' in scored ? scored.score.toFixed(2) : say('noScore', { reason: scored.unscoredReason });
  return { found, expected: expected.toFixed(2) };
}
