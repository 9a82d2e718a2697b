import { PieceTrie } from './pieceTrie';

/** `[piece, log-probability]` by token id. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

/** Ids below are reserved for control symbols and never match text. */
const FIRST_PIECE_ID = 6;
const UNKNOWN_ID = 0;
/** SentencePiece marks a word's beginning with this character; here a plain space stands for it. */
const WORD_START = '\u2581';
const SPACE = 0x20;

/**
 * The SentencePiece unigram tokenizer of the Universal Sentence Encoder lite: the segmentation with the highest sum of
 * log-probabilities. Ids equal those of the reference tokenizer (tensorflow/tfjs-models,
 * universal-sentence-encoder/src/tokenizer), its peculiarities included:
 * - a position where no piece begins takes one unknown character at no cost;
 * - a position that no path reaches, inside longer pieces, counts as reached with score 0 and unknown id;
 * - of equal scores the one found from the later start wins;
 * - neighbouring unknown tokens become one.
 */
export class UnigramTokenizer {
  readonly #trie: PieceTrie;
  readonly #scores: Float64Array;
  /** Code units that a token spans, and those of them that are not spaces; by id. */
  readonly #lengths: Uint8Array;
  readonly #visibleLengths: Uint8Array;
  /** By code unit, 1 where it is a piece by itself. */
  readonly #isPiece = new Uint8Array(2 ** 16);
  // Scratch of the search, by position in the text; kept between calls because they are short and many.
  #best = new Float64Array(0);
  #token = new Int32Array(0);

  constructor(vocabulary: Vocabulary) {
    const pieces = vocabulary.slice(FIRST_PIECE_ID).map(([piece]) => piece.replaceAll(WORD_START, ' '));
    this.#trie = new PieceTrie(pieces.map((piece, index) => [piece, index + FIRST_PIECE_ID]));
    this.#scores = Float64Array.from(vocabulary, ([, score]) => score);
    this.#lengths = Uint8Array.from(vocabulary, ([piece]) => piece.length);
    this.#visibleLengths = Uint8Array.from(vocabulary, ([piece], id) => {
      return id === UNKNOWN_ID ? 0 : piece.replaceAll(WORD_START, '').length;
    });
    for (const piece of pieces) if (piece.length === 1) this.#isPiece[piece.charCodeAt(0)] = 1;
  }

  /**
   * @param text in Unicode NFKC
   * @returns token ids; 0 = unknown
   */
  encode(text: string): Int32Array {
    if (text.length === 0) return new Int32Array(0);
    const marked = ` ${text.includes(WORD_START) ? text.replaceAll(WORD_START, ' ') : text}`;
    this.#search(marked);
    return this.#walkBack(marked);
  }

  /** Characters of the text that tokens stand for, in UTF-16 code units without spaces; unknown tokens stand for none. */
  knownLength(ids: Int32Array): number {
    return ids.reduce((sum, id) => sum + (this.#visibleLengths[id] as number), 0);
  }

  /**
   * `knownLength` of a text's tokens. Most texts consist of pieces of one character, and then no token is unknown,
   * whichever they are.
   */
  knownLengthOf(text: string): number {
    if (this.#isPiece[SPACE] !== 1) return this.knownLength(this.encode(text));
    let length = 0;
    for (let position = 0; position < text.length; position++) {
      const unit = text.charCodeAt(position);
      if (this.#isPiece[unit] !== 1) return this.knownLength(this.encode(text));
      if (unit !== SPACE) length++;
    }
    return length;
  }

  /** Finds, for every position, the best score of a segmentation that ends there and its last token. */
  #search(text: string): void {
    this.#clear(text.length + 1);
    const best = this.#best;
    const token = this.#token;
    const trie = this.#trie;
    for (let start = 0; start < text.length; start += symbolLength(text, start)) {
      const scoreBefore = best[start] as number;
      let found = false;
      for (let end = start, node = trie.root; end < text.length;) {
        node = trie.step(node, text.charCodeAt(end++));
        if (node < 0) break;
        const id = trie.pieceAt(node);
        if (id < 0) continue;
        found = true;
        const score = scoreBefore + (this.#scores[id] as number);
        if (best[end] !== 0 && score < (best[end] as number)) continue;
        best[end] = score;
        token[end] = id;
      }
      if (!found) offerUnknown(best, token, start + symbolLength(text, start), scoreBefore);
    }
  }

  #walkBack(text: string): Int32Array {
    const ids: number[] = [];
    let previous = -1;
    for (let end = text.length; end > 0;) {
      const id = this.#token[end] ?? UNKNOWN_ID;
      if (id !== UNKNOWN_ID || previous !== UNKNOWN_ID) ids.push(id);
      previous = id;
      end -= id === UNKNOWN_ID ? lengthBefore(text, end) : (this.#lengths[id] ?? 1);
    }
    return Int32Array.from(ids.reverse());
  }

  #clear(positions: number): void {
    if (this.#best.length < positions) {
      this.#best = new Float64Array(2 * positions);
      this.#token = new Int32Array(2 * positions);
      return;
    }
    this.#best.fill(0, 0, positions);
    this.#token.fill(UNKNOWN_ID, 0, positions);
  }
}

function offerUnknown(best: Float64Array, token: Int32Array, end: number, score: number): void {
  if (best[end] !== 0 && score < (best[end] as number)) return;
  best[end] = score;
  token[end] = UNKNOWN_ID;
}

/** UTF-16 code units of the character that begins at a position. */
function symbolLength(text: string, position: number): number {
  return isHighSurrogate(text.charCodeAt(position)) && isLowSurrogate(text.charCodeAt(position + 1)) ? 2 : 1;
}

/** UTF-16 code units of the character that ends at a position. */
function lengthBefore(text: string, end: number): number {
  return end > 1 && isLowSurrogate(text.charCodeAt(end - 1)) && isHighSurrogate(text.charCodeAt(end - 2)) ? 2 : 1;
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
