import type { Conversation, GoodRow } from '../../../dataset/conversation';
import { estimatedTokens } from '../../../serverClient/tokenEstimate';
import { openTokenCounter } from '../../../inference/tokenCounter';
import { countWords } from './countWords';
import { markedText, type MarkedText } from './markedText';

/** How texts are measured: by words, and their tokens by an estimate, unless there is a tokenizer for both. */
export interface Measures {
  readonly lengthOf: (text: string) => number;
  readonly tokensOf: (text: string) => number;
}

/** @param tokenizer path of a tokenizer.json @throws DeitaError as `openTokenCounter` */
export async function openMeasures(tokenizer: string | undefined): Promise<Measures> {
  if (tokenizer === undefined) return { lengthOf: countWords, tokensOf: estimatedTokens };
  const countTokens = await openTokenCounter(tokenizer);
  return { lengthOf: countTokens, tokensOf: countTokens };
}

/** A row that was read, and the lengths of its texts, each measured once. The system message is no part of them. */
export class MeasuredRow {
  private lengths: { readonly instruction: number; readonly response: number } | undefined;
  private marks: MarkedText | undefined;

  constructor(
    private readonly row: Pick<GoodRow, 'rowIndex' | 'conversation'>,
    /** null = not known. */
    readonly formatName: string | null,
    /** Name of the row's file. */
    readonly file: string,
    private readonly measures: Measures,
  ) {}

  get rowIndex(): number {
    return this.row.rowIndex;
  }

  get conversation(): Conversation {
    return this.row.conversation;
  }

  /** Of instructions and responses, all turns together. */
  get marked(): MarkedText {
    return (this.marks ??= this.conversation.turns
      .flatMap(({ instruction, response }) => [markedText(instruction), markedText(response)])
      .reduce(added, { all: 0, code: 0, maths: 0 }));
  }

  get instructionLength(): number {
    return this.measured.instruction;
  }

  get responseLength(): number {
    return this.measured.response;
  }

  get tokens(): number {
    return this.sum(
      ({ instruction, response }) => this.measures.tokensOf(instruction) + this.measures.tokensOf(response),
    );
  }

  private get measured(): { readonly instruction: number; readonly response: number } {
    return (this.lengths ??= {
      instruction: this.sum(({ instruction }) => this.measures.lengthOf(instruction)),
      response: this.sum(({ response }) => this.measures.lengthOf(response)),
    });
  }

  private sum(of: (turn: Conversation['turns'][number]) => number): number {
    return this.conversation.turns.reduce((sum, turn) => sum + of(turn), 0);
  }
}

function added(sum: MarkedText, { all, code, maths }: MarkedText): MarkedText {
  return { all: sum.all + all, code: sum.code + code, maths: sum.maths + maths };
}
