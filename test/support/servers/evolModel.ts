import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Random } from '../../../src/common/random';
import { sendJson, type Answer } from './recordingServer';

/** What a stand-in for an evolving and judging chat model does now and then: shares of its answers, 0 to 1. */
export interface EvolFaults {
  readonly refuses?: number;
  readonly echoes?: number;
  readonly leaksPrompt?: number;
  /** Lines in ranked order, the best first. */
  readonly ranked?: number;
  readonly preamble?: number;
  readonly brokenJson?: number;
  readonly missingIndex?: number;
  readonly indexTwice?: number;
}

export interface EvolModelOptions {
  readonly faults?: EvolFaults;
  /** Standard deviation of the judge's scores. */
  readonly noise?: number;
  /** Points that the judge gives to what stands first. */
  readonly firstBonus?: number;
  /** Points per place, counted from the middle. */
  readonly perPlace?: number;
  /** Answers 400 to `response_format`. */
  readonly refusesFormat?: boolean;
  /** HTTP statuses of the first requests, in place of answers. */
  readonly statuses?: readonly number[];
  /** So many of the first requests are never answered. */
  readonly hangs?: number;
  /** Tokens that each answer is said to have taken; absent = the prompt's bytes / 4 + 50. */
  readonly tokens?: number;
  /** Told of each request; its answer goes out once that is settled. */
  readonly onRequest?: (body: ChatBody) => unknown;
}

export interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: unknown;
}

/** What a step adds; the judge counts these, in instructions and in answers alike. */
const CONSTRAINTS = [
  'Keep every sentence below twelve words.',
  'Give two examples from everyday life.',
  'State the assumptions that you make beforehand.',
  'Compare it with one alternative and weigh both.',
  'End with a summary of exactly one line.',
  'Explain why the obvious approach would fail here.',
  'Name the sources that one could check this with.',
  'Point out the step that beginners get wrong.',
];

/** The answers of a chat model whose evolutions add one known constraint, and whose judge counts them. */
export function evolModel(options: EvolModelOptions = {}): Answer {
  const statuses = [...(options.statuses ?? [])];
  let hangs = options.hangs ?? 0;
  return (_request, response, bytes) => {
    const body = JSON.parse(bytes.toString()) as ChatBody;
    void Promise.resolve(options.onRequest?.(body)).then(() => answer(body, response));
  };

  function answer(body: ChatBody, response: ServerResponse): void {
    if (hangs-- > 0) return;
    const status = statuses.shift() ?? 200;
    if (status !== 200) {
      sendJson(response, { error: { message: `stand-in ${status}` } }, status);
      return;
    }
    if (options.refusesFormat === true && body.response_format !== undefined) {
      sendJson(response, { error: { message: 'response_format is not supported' } }, 400);
      return;
    }
    const prompt = body.messages[0]?.content ?? '';
    const tokens = options.tokens ?? Math.ceil(Buffer.byteLength(prompt) / 4) + 50;
    sendJson(response, {
      choices: [{ message: { role: 'assistant', content: chatAnswer(prompt, options) }, finish_reason: 'stop' }],
      usage: { total_tokens: tokens },
    });
  }
}

/** What the model writes: it depends on the prompt alone. */
export function chatAnswer(prompt: string, options: EvolModelOptions): string {
  const variants = variantsIn(prompt);
  const fate = randomFor('fate', prompt).next();
  const rated = ratedTurn(prompt);
  if (rated !== undefined) return rate(rated, fate, options.faults ?? {});
  return variants.length > 0 ? judge(variants, fate, options) : evolve(prompt, fate, options.faults ?? {});
}

function evolve(prompt: string, fate: number, { refuses = 0, echoes = 0, leaksPrompt = 0 }: EvolFaults): string {
  const marker = prompt.includes('\n\nThe answer:\n') ? '\n\nThe answer:\n' : '\n\nThe instruction:\n';
  const at = prompt.indexOf(marker);
  const text = prompt.slice(at + marker.length);
  if (fate < refuses) return "I'm sorry, but I can't help with that.";
  if (fate < refuses + echoes) return text;
  const evolved = `${text}\n${CONSTRAINTS[constraintsIn(text)] ?? 'Add one more.'}`;
  return fate < refuses + echoes + leaksPrompt ? `${prompt.slice(0, at)}\n\n${evolved}` : evolved;
}

/** The texts of a request to rate one turn by itself. */
function ratedTurn(prompt: string): readonly [instruction: string, response: string] | undefined {
  const found = /\n<<<INSTRUCTION\n([\s\S]*)\nINSTRUCTION>>>\n<<<RESPONSE\n([\s\S]*)\nRESPONSE>>>\n/.exec(prompt);
  return found === null ? undefined : [found[1] ?? '', found[2] ?? ''];
}

function rate(
  [instruction, response]: readonly [instruction: string, response: string],
  fate: number,
  { preamble = 0, brokenJson = 0 }: EvolFaults,
): string {
  const verdict = JSON.stringify({ complexity: directScoreOf(instruction), quality: directScoreOf(response) });
  if (fate < preamble) return `Sure! Here is my rating:\n\`\`\`json\n${verdict}\n\`\`\`\nAsk for more.`;
  return fate < preamble + brokenJson ? verdict.slice(0, -4) : verdict;
}

/** What the model gives to a text by itself: whole points, and flat, as those of models are that see one at a time. */
export function directScoreOf(text: string): number {
  return Math.min(6, 3 + Math.floor(constraintsIn(text) / 2));
}

function judge(variants: readonly string[], fate: number, options: EvolModelOptions): string {
  const scores = variants.map((text, place) => judgeScore(text, place, variants.length, options));
  const entries = scores.map((score, at) => ({ index: at + 1, score }));
  const { ranked = 0, preamble = 0, brokenJson = 0, missingIndex = 0, indexTwice = 0 } = options.faults ?? {};
  const kinds: readonly (readonly [share: number, text: () => string])[] = [
    [ranked, () => lines([...entries].sort((first, second) => second.score - first.score))],
    [preamble, () => `Sure. Here are the scores of [1] to [${entries.length}]:\n\n${lines(entries)}\n\nAsk for more.`],
    [brokenJson, () => JSON.stringify({ scores: entries }).slice(0, -14)],
    [missingIndex, () => JSON.stringify({ scores: entries.slice(1) })],
    [indexTwice, () => JSON.stringify({ scores: [...entries, { index: 1, score: 1 }] })],
  ];
  let upTo = 0;
  for (const [share, text] of kinds) if (fate < (upTo += share)) return text();
  return JSON.stringify({ scores: entries });
}

function lines(entries: readonly { readonly index: number; readonly score: number }[]): string {
  return entries.map(({ index, score }) => `[${index}] Score: ${score}`).join('\n');
}

/** What the judge gives to a text at a place: nothing else decides it. */
export function judgeScore(
  text: string,
  place: number,
  count: number,
  { noise = 0, firstBonus = 0, perPlace = 0 }: EvolModelOptions,
): number {
  const bias = (place === 0 ? firstBonus : 0) + perPlace * (place - (count - 1) / 2);
  const score = plainScore(text) + noise * randomFor('noise', text, place).normal() + bias;
  return Math.min(6, Math.max(1, Number(score.toFixed(3))));
}

/** The score without noise and bias. */
export function plainScore(text: string): number {
  const bare = CONSTRAINTS.reduce((rest, constraint) => rest.replaceAll(`\n${constraint}`, ''), text);
  return 1.7 + 0.6 * randomFor('base', bare).next() + 0.5 * constraintsIn(text);
}

export function constraintsIn(text: string): number {
  return CONSTRAINTS.filter((constraint) => text.includes(`\n${constraint}`)).length;
}

/** The numbered texts of a request to judge; none in one to evolve. */
export function variantsIn(prompt: string): string[] {
  const count = Number(
    /Below are (\d+) variants|Below are an instruction and (\d+) answers/.exec(prompt)?.slice(1).find(Boolean) ?? 0,
  );
  const texts: string[] = [];
  let rest = count === 0 ? '' : prompt.slice(prompt.indexOf('\n\n[1] ') + 2);
  for (let number = 1; number <= count; number++) {
    const end = number === count ? rest.length : rest.indexOf(`\n\n[${number + 1}] `);
    texts.push(rest.slice(`[${number}] `.length, end));
    rest = rest.slice(end + 2);
  }
  return texts;
}

function randomFor(...words: readonly (string | number)[]): Random {
  return new Random(createHash('sha256').update(JSON.stringify(words)).digest().readInt32LE(0));
}
