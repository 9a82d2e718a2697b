import type { Conversation } from '../../../dataset/conversation';
import { estimatedTokens } from '../../../serverClient/tokenEstimate';
import { openTokenCounter } from '../../../inference/tokenCounter';
import { countWords } from './countWords';

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

  constructor(
    readonly conversation: Conversation,
    /** null = not known. */
    readonly formatName: string | null,
    /** Name of the row's file. */
    readonly file: string,
    private readonly measures: Measures,
  ) {}

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
