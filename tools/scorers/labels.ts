import type { Turn } from '../../src/dataset/conversation';
import { readRecords, text } from './pools';

type Json = Record<string, unknown>;

/** Two answers to one instruction, ordered by people, experts or a strong model. */
export interface AnswerPair {
  readonly instruction: string;
  readonly better: string;
  readonly worse: string;
  /** Pairs of one group share the instruction. */
  readonly group: string;
}

/** Pairs of one source. */
export interface PreferenceSource {
  readonly name: string;
  readonly pairs: readonly AnswerPair[];
}

/** One task at rising levels of complexity. */
export interface Chain {
  readonly name: string;
  readonly steps: readonly { readonly level: number; readonly instruction: string }[];
}

/** A turn with a language model's scores, 1 to 6. */
export interface JudgedTurn extends Turn {
  readonly source: string;
  readonly complexity: number;
  readonly quality: number;
}

/** Judged turns of these sources measure only: their texts descend from data that may not be used commercially. */
const MEASURE_ONLY = new Set(['alpaca-en', 'alpaca-zh']);

/** Whether shipped weights may learn from the source. */
export function isLearned({ source }: JudgedTurn): boolean {
  return !MEASURE_ONLY.has(source);
}

/** Turns of many sources, each scored by a language model that read it beside others. */
export function judgedTurns(): JudgedTurn[] {
  return readRecords('labels/judged.jsonl') as unknown as JudgedTurn[];
}

/** The sources of preferences that shipped weights may learn from. */
export function preferenceSources(): PreferenceSource[] {
  return [
    { name: 'oasst', pairs: oasstPairs() },
    { name: 'oasst-zh', pairs: chineseRankedPairs() },
    { name: 'gpt4-absolute', pairs: ratedPairs() },
    { name: 'dpo-en', pairs: preferencePairs('dpo_en_demo.json') },
    { name: 'dpo-zh', pairs: preferencePairs('dpo_zh_demo.json') },
  ];
}

/** Replies to the same prompt with people's quality (0-1); one pair for every two replies that differ in it. */
function oasstPairs(): AnswerPair[] {
  return groupBy(readRecords('labels/oasst-human-half.jsonl'), 'parent').flatMap(([group, replies]) =>
    orderedPairs(replies, (reply) => reply['quality'] as number).map(([better, worse]) => ({
      group,
      instruction: text(better['instruction']),
      better: text(better['response']),
      worse: text(worse['response']),
    })),
  );
}

/** Answers with three GPT-4 scores of 1-5 each. */
function ratedAnswers(): (Turn & { rating: number })[] {
  return readRecords('labels/gpt4-absolute-1-5.jsonl').map((record) => ({
    instruction: text(record['instruction']),
    response: text(record['response']),
    rating: (record['scores'] as number[]).reduce((sum, score) => sum + score, 0) / 3,
  }));
}

/** Rated answers to the same instruction whose ratings differ. */
function ratedPairs(): AnswerPair[] {
  return groupBy(ratedAnswers() as unknown as Json[], 'instruction').flatMap(([group, answers]) =>
    orderedPairs(answers, (answer) => answer['rating'] as number).map(([better, worse]) => ({
      group,
      instruction: group,
      better: text(better['response']),
      worse: text(worse['response']),
    })),
  );
}

/** Chosen and rejected replies; the instruction is the last message before them. */
function preferencePairs(file: 'dpo_en_demo.json' | 'dpo_zh_demo.json'): AnswerPair[] {
  return readRecords(`labels/${file}`).map((record, index) => ({
    group: `${file}#${index}`,
    instruction: text((record['conversations'] as Json[]).at(-1)?.['value']),
    better: text((record['chosen'] as Json)['value']),
    worse: text((record['rejected'] as Json)['value']),
  }));
}

/** Chinese replies in the order people gave them; neighbours in that order become pairs. */
function chineseRankedPairs(): AnswerPair[] {
  return readRecords('labels/oaast_rm_zh.json').flatMap((record, index) => {
    const answers = record['output'] as string[];
    const instruction = [text(record['instruction']), text(record['input'])].filter((part) => part !== '').join('\n');
    return answers.slice(1).map((worse) => ({ group: `zh#${index}`, instruction, better: answers[0] ?? '', worse }));
  });
}

/** An expert's revision of a response over the raw response. Measuring only: the raw rows are not permissive. */
export function expertRevisionPairs(): AnswerPair[] {
  return readRecords('labels/coachlm-expert-revisions.jsonl')
    .filter((record) => record['Raw Instruction'] === record['Revised Instruction'])
    .map((record, index) => ({
      group: `expert#${index}`,
      instruction: [text(record['Raw Instruction']), text(record['Raw Input'])]
        .filter((part) => part !== '')
        .join('\n'),
      better: text(record['Revised Response']),
      worse: text(record['Raw Response']),
    }))
    .filter(({ better, worse }) => better !== worse);
}

/** Chains of added constraints, levels 0 to 5. */
export function constraintChains(): Chain[] {
  return groupBy(readRecords('labels/followbench-en-half.jsonl'), 'chain').map(([name, steps]) => ({
    name,
    steps: steps
      .map((step) => ({ level: step['level'] as number, instruction: text(step['instruction']) }))
      .filter(({ instruction }) => instruction.trim() !== ''),
  }));
}

/** Code instructions and their rewrites of round 1 and 2. Measuring only: the seeds are not permissive. */
export function codeEvolutionChains(): Chain[] {
  return readRecords('labels/evol-code-chains.jsonl').map((record, index) => ({
    name: `code#${index}`,
    steps: [0, 1, 2].map((level) => ({ level, instruction: text(record[`level${level}`]) })),
  }));
}

function orderedPairs<T>(items: readonly T[], value: (item: T) => number): [better: T, worse: T][] {
  return items.flatMap((first) =>
    items.filter((second) => value(first) > value(second)).map((second): [T, T] => [first, second]),
  );
}

function groupBy(records: readonly Json[], key: string): [string, Json[]][] {
  const groups = new Map<string, Json[]>();
  for (const record of records) {
    const name = text(record[key]);
    groups.set(name, [...(groups.get(name) ?? []), record]);
  }
  return [...groups];
}
