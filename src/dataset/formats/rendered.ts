import { BYTE } from '../bytes';
import type { Entry } from './entries';
import { joinTexts, type JsonPath } from './format';
import { sideOfRole, type Side } from './roles';

/** How a chat template marks who speaks. */
interface Template {
  /** The role is the first group that matched. */
  readonly marker: RegExp;
  /** Words of the marker that are no roles known anywhere else. */
  readonly sides?: Readonly<Record<string, Side>>;
  /** What may stand before the first marker: a system message, or nothing. */
  readonly opening: 'system' | 'none';
}

/** Of several that a text has markers of, the first is taken: tokens tell more than words. */
const TEMPLATES: readonly Template[] = [
  { marker: /<\|im_start\|>\s*([\w-]+)(?:<\|im_sep\|>|\s|:|(?=<)|$)/g, opening: 'system' },
  {
    marker: /<\|(?:start_header_id|header_start)\|>\s*([\w-]+)\s*<\|(?:end_header_id|header_end)\|>/g,
    opening: 'system',
  },
  { marker: /<start_of_turn>[^\S\n]*(\w+)/g, opening: 'system' },
  { marker: /<\|start_of_role\|>\s*(\w+)\s*<\|end_of_role\|>/g, opening: 'system' },
  { marker: /(?:<\|START_OF_TURN_TOKEN\|>)?<\|(USER|CHATBOT|SYSTEM)_TOKEN\|>/g, opening: 'system' },
  {
    marker:
      /(?:<\|start\|>\s*(\w+)[^<\n]*)?(?:<\|channel\|>\s*(\w+)[^<\n]*)?(?:<\|constrain\|>[^<\n]*)?<\|message\|>|<\|start\|>\s*(assistant)\s*$/g,
    sides: { analysis: 'response', commentary: 'response', final: 'response' },
    opening: 'none',
  },
  { marker: /<｜(User|Assistant|System)｜>/g, opening: 'system' },
  { marker: /<\|(system|user|human|prompter|assistant|bot|model|observation|tool)\|>:?/gi, opening: 'system' },
  { marker: /\[\|(system|user|human|assistant|ai)\|\]/gi, opening: 'system' },
  { marker: /<(system|user|human|assistant|bot|gpt)>:/gi, opening: 'system' },
  {
    marker: /\[(\/?INST|\/?SYSTEM_PROMPT|\/?TOOL_RESULTS)\]/g,
    sides: {
      inst: 'instruction',
      '/inst': 'response',
      system_prompt: 'system',
      '/system_prompt': 'instruction',
      tool_results: 'response',
      '/tool_results': 'response',
    },
    opening: 'none',
  },
  {
    marker:
      /(?:^|\n)\s*###\s*(Instruction|Input|Context|Response|Human|Assistant|User|System|Question|Answer|Output|Prompt)\s*(?::|\n|$)/gi,
    sides: { context: 'instruction' },
    opening: 'system',
  },
  {
    marker: /(?:^|\n)\s*###\s*(명령어|지시|질문|입력|맥락|응답|답변)\s*(?::|\n|$)/g,
    sides: {
      ...{ 명령어: 'instruction', 지시: 'instruction', 질문: 'instruction', 입력: 'instruction', 맥락: 'instruction' },
      ...{ 응답: 'response', 답변: 'response' },
    },
    opening: 'system',
  },
  // Without line breaks between them, as in openassistant-guanaco.
  { marker: /###[^\S\n]*(Human|Assistant)[^\S\n]*:/g, opening: 'system' },
  { marker: /(?:^|\s|<\/s>)(?:GPT4 Correct )?(SYSTEM|USER|HUMAN|ASSISTANT)\s*:/g, opening: 'system' },
  {
    marker:
      /(?:^|\n|<\|end_of_turn\|>)[^\S\n]*(?:GPT4 Correct )?(System|Human|User|Assistant|AI|Bot|GPT|Instruct|Instruction|Question|Answer|Response|Input|Output|Q|A)[^\S\n]*:/gi,
    opening: 'none',
  },
];

/** Tokens that begin or end a text or a turn, and hold none of it. */
const EDGE_TOKENS =
  /^(?:\s|<s>|<bos>|<\|begin_of_text\|>|<\|startoftext\|>|<｜begin▁of▁sentence｜>|<BOS_TOKEN>|\[gMASK\]|<sop>)+|(?:\s|<\/s>|<eos>|<\|im_end\|>|<\|eot_id\|>|<\|eom_id\|>|<\|eot\|>|<end_of_turn>|<eoh>|<eoa>|<\|end_of_text\|>|<\|END_OF_TURN_TOKEN\|>|<\|endoftext\|>|<\|end\|>|<\|return\|>|<\|call\|>|<\|end_of_turn\|>|<｜end▁of▁sentence｜>|\[\|endofturn\|\]|<EOS_TOKEN>|<s>)+$/g;
const LLAMA_SYSTEM = /^\s*<<SYS>>([^]*?)<<\/SYS>>/;
/** The sentence that Alpaca's template puts before every instruction says nothing of the row. */
const BOILERPLATE =
  /^(?:Below is an? (?:instruction|dialogue|conversation)|아래는 작업을 설명하는 (?:명령어|지시))[^\n]*(?:\n[^\n#]+)*$/i;
const MOST_OPENING = 4000;

/** Whether a text is a conversation rendered with a chat template: somebody asks, somebody answers. */
export function isRendered(text: string): boolean {
  const parts = partsOf(text);
  return parts?.some(({ side }) => side === 'response') === true;
}

/** The turns of a rendered conversation; undefined where the text is none. */
export function renderedEntries(text: string, path: JsonPath): Entry[] | undefined {
  return isRendered(text) ? partsOf(text)?.map((part) => ({ ...part, path })) : undefined;
}

/** The turns of a prompt that ends where the response, or its marker, is to begin; undefined for any other text. */
export function renderedPromptEntries(text: string, path: JsonPath): Entry[] | undefined {
  const parts = endsInMarker(text) ? partsOf(text) : undefined;
  const last = parts?.at(-1);
  if (parts === undefined || last === undefined) return undefined;
  const isOpen = last.side === 'response' && NO_ANSWER_YET.test(last.text);
  const isAsked = last.side === 'instruction' && BEGINS_WITH_TOKEN.test(text) && END_OF_TURN.test(text);
  if (!isOpen && !isAsked) return undefined;
  const isBegun = last.side !== 'response' || BEGINS_TO_THINK.test(last.text);
  return parts.slice(0, isBegun ? undefined : -1).map((part) => ({ ...part, path }));
}

/** A response to a rendered prompt, without the markup around it. */
export function withoutMarkup(text: string): string {
  const rest = trimmed(text);
  if (rest === text.trim() && !rest.startsWith('<')) return text;
  for (const template of TEMPLATES) {
    const parts = splitBy(template, rest) ?? [];
    if (parts.length > 0 && parts.every(({ side }) => side === 'response')) {
      return joinTexts(parts.map((part) => part.text));
    }
  }
  return rest;
}

/** Templates of models that reason may open the response with their tag, or with thoughts that hold nothing. */
const NO_ANSWER_YET = /^(?:<think(?:ing)?>\s*(?:<\/think(?:ing)?>)?)?$/;
const BEGINS_TO_THINK = /^<think(?:ing)?>$/;

/** A token, not a word, says who speaks first. */
const BEGINS_WITH_TOKEN = /^\s*(?:<s>|<bos>)?\s*<(?:\||｜|start_of_turn)/;
const END_OF_TURN =
  /(?:<\|(?:im_end|eot_id|eom_id|end|end_of_turn|end_of_text|END_OF_TURN_TOKEN)\|>|<end_of_turn>)\s*$/;

const LAST_SIGNS = '>]:';
const LAST_WORDS = ['assistant', 'model', 'response'];
const LONGEST_WORD = 9;
/** Few prompts end with one of these: the others need not be looked at. */
const LAST_OF_MARKERS: ReadonlySet<number> = new Set(
  Array.from(`${LAST_SIGNS}tTlLeE`, (character) => character.charCodeAt(0)),
);

/** Whether a text may end with the marker of who is to speak. */
function endsInMarker(text: string): boolean {
  if (!mayEndMarker(text.charCodeAt(text.length - 1))) return false;
  const end = text.trimEnd();
  if (!LAST_OF_MARKERS.has(end.charCodeAt(end.length - 1))) return false;
  // No pattern: it would be looked for from every character on, in every such prompt.
  const word = end.slice(-LONGEST_WORD).toLowerCase();
  return LAST_SIGNS.includes(word.slice(-1)) || LAST_WORDS.some((last) => word.endsWith(last));
}

/** Whether a text that ends with this character may end with a marker: white space may follow it. */
function mayEndMarker(last: number): boolean {
  const isVisible = last > BYTE.space && last < BYTE.delete;
  return !isVisible || LAST_OF_MARKERS.has(last);
}

interface Part {
  readonly side: Side;
  readonly text: string;
}

function partsOf(text: string): Part[] | undefined {
  if (!MAYBE_MARKUP.test(text)) return undefined;
  let asked: Part[] | undefined;
  for (const template of TEMPLATES) {
    const parts = splitBy(template, text);
    if (parts?.some(({ side }) => side === 'instruction') !== true) continue;
    if (parts.some(({ side }) => side === 'response')) return parts;
    asked ??= parts;
  }
  return asked;
}

const MAYBE_MARKUP = /<[|｜\w]|\[[|/\w]|###|:/;

function splitBy({ marker, sides = {}, opening }: Template, text: string): Part[] | undefined {
  const marks = Array.from(text.matchAll(marker));
  const [first] = marks;
  if (first === undefined) return undefined;
  const parts: Part[] = [];
  const before = trimmed(text.slice(0, first.index));
  if (before !== '') {
    if (opening === 'none' || before.length > MOST_OPENING) return undefined;
    if (!BOILERPLATE.test(before)) parts.push({ side: 'system', text: before });
  }
  let speaker: Side | undefined;
  for (const [at, mark] of marks.entries()) {
    const name = (mark[1] ?? mark[2] ?? mark[3] ?? '').toLowerCase();
    const side = (Object.hasOwn(sides, name) ? sides[name] : undefined) ?? sideOfRole(name) ?? speaker;
    if (side === undefined) return undefined;
    speaker = side;
    addPart(side, text.slice(mark.index + mark[0].length, marks[at + 1]?.index), at < marks.length - 1, parts);
  }
  return parts;
}

function addPart(side: Side, text: string, isEmptyLeftOut: boolean, parts: Part[]): void {
  const [system, inner] = side === 'instruction' ? (LLAMA_SYSTEM.exec(text) ?? []) : [];
  if (inner !== undefined) parts.push({ side: 'system', text: trimmed(inner) });
  const rest = trimmed(text.slice(system?.length ?? 0));
  if (rest !== '' || !(isEmptyLeftOut && side !== 'response')) parts.push({ side, text: rest });
}

function trimmed(text: string): string {
  return text.replace(EDGE_TOKENS, '').replace(EDGE_TOKENS, '');
}
