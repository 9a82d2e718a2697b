import {
  CHAIN_FILTERS,
  LEAST_AGREEMENT,
  type ChainDetail,
  type ChainFilter,
  type ChainQuery,
  type ChainSummary,
  type CorrectionRequest,
  type RunOverview,
} from '../../../../src/protocol/annotation';
import { DROPPED_BY_HAND, hasFailed } from '../../../../src/evol/types';
import { say } from '../../../../src/messages/say';
import { HOSTILE_TEXTS, instructionOf, responseOf } from '../fakeTexts';

const STEPS = 5;
const METHODS = {
  complexity: ['constraints', 'deepen', 'concretise', 'reasoning'],
  quality: ['helpfulness', 'relevance', 'depth', 'creativity', 'detail'],
} as const;
/** What each step adds; the fourth in Korean, the fifth in Chinese. */
const ADDITIONS = [
  'Answer in at most five sentences.',
  'Say which of the reasons matters most, and why.',
  'Take a coastal town of 20,000 people as the example.',
  '그리고 각 단계에서 무엇이 바뀌는지 설명하세요.',
  '并说明为什么其他办法不可行。',
];

/** Every so many-th chain is one of these. */
const FAILED_EVERY = 7;
const NOT_MONOTONE_EVERY = 5;
const DISAGREES_EVERY = 6;
/** The chain whose texts are hostile. */
export const HOSTILE_CHAIN = 3;

type Detail = ChainDetail;
type Variant = Detail['variants'][number];

/** A seeded annotation run of any number of chains, and what a person corrects in it. */
export class FakeRun {
  readonly #corrections = new Map<string, CorrectionRequest[]>();

  constructor(
    private readonly size: number,
    private readonly done: number,
    private readonly note: string | undefined,
  ) {}

  correct(correction: CorrectionRequest): void {
    const { chain } = correction;
    this.#corrections.set(chain, [...(this.#corrections.get(chain) ?? []), correction]);
  }

  /** Takes back the last correction of a chain. */
  takeBack(chain: string): void {
    this.#corrections.set(chain, (this.#corrections.get(chain) ?? []).slice(0, -1));
  }

  list({ filter, dimension }: ChainQuery): ChainSummary[] {
    return this.#all().filter((chain) => lists(filter, chain) && (dimension === null || chain.dimension === dimension));
  }

  chain(id: string): Detail {
    return this.#chain(Number(id.split('-')[1]));
  }

  overview(working: boolean): RunOverview {
    const all = this.#all();
    const monotone = all.filter((chain) => chain.monotone).length;
    const counts = CHAIN_FILTERS.map((filter) => [filter, all.filter((chain) => lists(filter, chain)).length]);
    return {
      folder: '/data/pool.evol',
      fileName: 'pool.jsonl',
      createdAt: '2026-01-01T00:00:00.000Z',
      ...(this.note === undefined ? {} : { note: this.note }),
      parameters: {
        ...{ fileSha256: '0', dimension: 'both', seeds: this.size / 2, sample: 'random', seed: 1, evolutions: STEPS },
        ...{ orders: 2, model: 'qwen2.5-32b-instruct', rankModel: 'qwen2.5-32b-instruct', promptsHash: '0' },
      },
      status: {
        ...{ chains: this.size, done: this.done, scored: this.done, unscored: 0, monotone },
        evolutions: { kept: 5 * this.done, dropped: 3 },
        dropReasons: { refused: 3 },
        ...{ positionBias: 0.41, selfAgreement: 0.82, kendall: 0.91, requests: 3120, tokens: 1_204_000 },
      },
      counts: Object.fromEntries(counts) as RunOverview['counts'],
      working,
    };
  }

  #all(): Detail[] {
    return Array.from({ length: this.size }, (_, at) => this.#chain(at));
  }

  #chain(at: number): Detail {
    const dimension = at % 2 === 0 ? 'complexity' : 'quality';
    const id = `${dimension}-${at}-0`;
    const corrections = this.#corrections.get(id) ?? [];
    const variants = variantsOf(at, dimension, at < this.done).map((variant) => corrected(variant, corrections));
    const kept = variants.filter(({ dropped }) => dropped === undefined);
    const scores = kept.map(({ step, score }) => ({ step, score }));
    const values = scores.flatMap(({ score }) => score ?? []);
    const dropped = corrections.findLast(({ step }) => step === undefined)?.drop === true;
    const text = variants[0]?.text ?? '';
    return {
      ...{ id, rowIndex: at >> 1, turn: 0, dimension, variants, scores, done: at < this.done },
      orders: at < this.done ? [kept.map(({ step }) => step), kept.map(({ step }) => step).reverse()] : [],
      selfAgreement: at >= this.done ? null : at % DISAGREES_EVERY === 4 ? 0.2 : 0.87,
      kendall: values.length < 2 ? null : at % NOT_MONOTONE_EVERY === 2 ? 0.6 : 1,
      ...(dropped ? { dropped: DROPPED_BY_HAND } : {}),
      preview: text.replace(/\s+/g, ' ').slice(0, 200),
      droppedSteps: variants.length - kept.length,
      monotone: values.length > 1 && values.every((score, place) => place === 0 || score >= (values[place - 1] ?? 0)),
      corrected: corrections.length > 0,
      seed: { instruction: instructionOf(at), response: responseOf(at) },
    };
  }
}

function variantsOf(at: number, dimension: Detail['dimension'], done: boolean): Variant[] {
  const hostile = at === HOSTILE_CHAIN ? HOSTILE_TEXTS.join('\n') : undefined;
  let text = hostile ?? (dimension === 'complexity' ? instructionOf(at) : responseOf(at));
  const variants: Variant[] = [];
  for (let step = 0; step <= (done ? STEPS : 1); step++) {
    const method = step === 0 ? null : (METHODS[dimension][(at + step) % METHODS[dimension].length] ?? null);
    if (step === 3 && at % FAILED_EVERY === 1) {
      variants.push({
        step,
        method,
        text: 'I’m sorry, but I can’t help with that.',
        score: null,
        scores: [],
        dropped: say('drop.refused'),
      });
      continue;
    }
    if (step > 0) text = `${text} ${ADDITIONS[step - 1] ?? ''}`.trim();
    const score = done ? scoreOf(at, step) : null;
    variants.push({ step, method, text, score, scores: score === null ? [] : [score - 0.25, score + 0.25] });
  }
  return variants;
}

function scoreOf(at: number, step: number): number {
  const rising = Math.min(5.5, 1.25 + 0.75 * step + (at % 3) * 0.25);
  return at % NOT_MONOTONE_EVERY === 2 && step === 4 ? rising - 1.5 : rising;
}

function corrected(variant: Variant, corrections: readonly CorrectionRequest[]): Variant {
  const own = corrections.filter(({ step }) => step === variant.step);
  const score = own.findLast((correction) => correction.score !== undefined)?.score ?? null;
  const drop = own.findLast((correction) => correction.drop !== undefined)?.drop === true;
  return {
    ...variant,
    ...(score === null ? {} : { score, judgedScore: variant.score }),
    ...(drop ? { dropped: DROPPED_BY_HAND } : {}),
  };
}

function lists(filter: ChainFilter, chain: Detail): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'failed':
      return chain.variants.some(hasFailed);
    case 'notMonotone':
      return chain.done && !chain.monotone;
    case 'ordersDisagree':
      return chain.selfAgreement !== null && chain.selfAgreement < LEAST_AGREEMENT;
    case 'corrected':
      return chain.corrected;
    case 'notDone':
      return !chain.done;
  }
}
