import { Tokenizer } from '@huggingface/tokenizers';
import { messageOf } from '../../common/errors';
import { fault } from '../../messages/say';
import type { ModelFolder } from './modelFolder';

/** Characters that a token stands for at most on average; texts beyond what fits are not tokenized in full. */
export const CHARACTERS_PER_TOKEN = 16;
/** Tokens at a cut may differ from those of the whole text; so many are not trusted. */
const UNSURE_TOKENS = 16;

/** A text as a network reads it: one entry a token in both. */
export interface TokenSequence {
  readonly ids: readonly number[];
  /** Which of two texts a token belongs to; all zeros for one text. */
  readonly typeIds: readonly number[];
}

/** Turns text into token ids as a model's own `tokenizer.json` says. */
export class TextTokenizer {
  private constructor(
    private readonly tokenizer: Tokenizer,
    private readonly folder: ModelFolder,
  ) {}

  /** @throws DeitaError `modelUnsupported` for a tokenizer.json of a kind that is not known */
  static of(folder: ModelFolder): TextTokenizer {
    try {
      return new TextTokenizer(new Tokenizer(folder.tokenizer, folder.tokenizerConfig), folder);
    } catch (error) {
      throw fault('tokenizerOfFolder', { folder: folder.path, reason: messageOf(error) });
    }
  }

  /** The id of a token by its exact name in the vocabulary. */
  idOf(token: string): number | undefined {
    return this.tokenizer.token_to_id(token);
  }

  /** Ids of a text, with the special tokens that the model wants around it. */
  encode(text: string, pair: string | null = null): TokenSequence {
    if (pair === '') return this.encodeEmptyPair(text);
    const encoded = this.tokenizer.encode(text, { text_pair: pair, return_token_type_ids: true });
    return toSequence(encoded.ids, encoded.token_type_ids);
  }

  /**
   * Ids of as much of a text's beginning as fits, special tokens included.
   * @param limit tokens in all
   */
  encodeStart(text: string, limit: number): TokenSequence {
    const start = text.slice(0, limit * CHARACTERS_PER_TOKEN);
    const whole = start.length === text.length;
    const { ids } = this.encode(start);
    if (whole ? ids.length > limit : ids.length > limit + UNSURE_TOKENS) {
      return singleText(this.cut(start, ids, limit));
    }
    if (whole) return singleText(ids);
    const full = this.encode(text).ids;
    return singleText(full.length <= limit ? full : this.cut(text, full, limit));
  }

  /** A prompt for a causal model: with the token of the beginning where the model wants one, open at the end. */
  encodePrompt(text: string): TokenSequence {
    const ids = [...this.encode(text).ids];
    const { begin, end } = this.ends;
    if (end !== undefined && ids.at(-1) === end && ids.length > 1) ids.pop();
    if (begin === undefined) return singleText(ids);
    if (this.wantsBegin && ids[0] !== begin) ids.unshift(begin);
    if (this.folder.overrides.addBos === false && ids[0] === begin) ids.shift();
    return singleText(ids);
  }

  /** Whether a token is the one that begins a sequence. */
  beginsWith(id: number | undefined): boolean {
    return id !== undefined && id === this.ends.begin;
  }

  /** Leaves out tokens of the text, never the special tokens around it. */
  private cut(text: string, ids: readonly number[], limit: number): number[] {
    const content = this.tokenizer.encode(text, { add_special_tokens: false }).ids;
    const specials = ids.length - content.length;
    const before = firstMatch(ids, content, specials);
    const kept = Math.max(0, limit - specials);
    return [...ids.slice(0, before), ...content.slice(0, kept), ...ids.slice(before + content.length)];
  }

  /** The library takes an empty second text for none, and leaves out the special tokens around it. */
  private encodeEmptyPair(text: string): TokenSequence {
    const first = this.tokenizer.tokenize(text);
    const { tokens, token_type_ids } = this.tokenizer.post_processor?.post_process(first, [], true) ?? {
      tokens: first,
    };
    return toSequence(
      tokens.map((token) => this.idOf(token) ?? 0),
      token_type_ids,
    );
  }

  private get wantsBegin(): boolean {
    const { tokenizerConfig, overrides } = this.folder;
    if (overrides.addBos !== undefined) return overrides.addBos;
    if (typeof tokenizerConfig.add_bos_token === 'boolean') return tokenizerConfig.add_bos_token;
    return /^Llama/.test(String(tokenizerConfig.tokenizer_class));
  }

  private get ends(): { begin: number | undefined; end: number | undefined } {
    const { tokenizerConfig } = this.folder;
    const idOf = (token: unknown): number | undefined => {
      const name = typeof token === 'string' ? token : (token as { content?: unknown } | null | undefined)?.content;
      return typeof name === 'string' ? this.idOf(name) : undefined;
    };
    return { begin: idOf(tokenizerConfig.bos_token), end: idOf(tokenizerConfig.eos_token) };
  }
}

function singleText(ids: readonly number[]): TokenSequence {
  return { ids, typeIds: ids.map(() => 0) };
}

/** @param typeIds absent where the post-processor does not tell its texts apart */
function toSequence(ids: readonly number[], typeIds: readonly number[] | undefined): TokenSequence {
  return typeIds === undefined ? singleText(ids) : { ids, typeIds };
}

/** How many special tokens stand before the content. */
function firstMatch(ids: readonly number[], content: readonly number[], specials: number): number {
  for (let before = 0; before <= specials; before++) {
    if (content.every((id, index) => ids[before + index] === id)) return before;
  }
  return 0;
}
