import { throwIfAborted } from '../../common/errors';
import type { TrainingRecipe } from '../../choices/training';
import type { Dataset } from '../../dataset/dataset';
import { listsMessages } from '../../dataset/formats/messageForms';
import type { NamedRow } from '../../dataset/rowParser';
import { say } from '../../messages/say';
import { chatRowOf, type ChatRow } from '../../fineTuning/chatRow';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import type { Trainer } from '../../fineTuning/trainer';
import type { RefusedRow, SetTokens } from '../../protocol/fineTuning';
import { readNamedInPieces } from '../rows/rowReader';
import { refusedRow, unreadable } from './refusedRow';
import type { RowRenderer } from './rowRenderer';

/** What rows have to pass. */
export interface Examination {
  readonly trainer: Trainer;
  readonly recipe: TrainingRecipe;
  readonly renderer: RowRenderer;
}

export interface ExaminedRows {
  /** Those that the trainer takes, in the order asked for. */
  readonly rowIndexes: readonly number[];
  readonly refused: readonly RefusedRow[];
  readonly hasTools: boolean;
  readonly tokens: SetTokens;
}

export interface ExaminingOptions {
  readonly signal: AbortSignal | undefined;
  /** Enough rows; absent = all. */
  readonly wanted?: number;
  readonly onRow?: (done: number) => void;
}

/** Reads rows in the order asked for until there are enough that the trainer takes. @throws DeitaError `cancelled` */
export async function examineRows(
  dataset: Dataset,
  candidates: Iterable<number>,
  { trainer, recipe, renderer }: Examination,
  { signal, wanted = Infinity, onRow }: ExaminingOptions,
): Promise<ExaminedRows> {
  const rowIndexes: number[] = [];
  const refused: RefusedRow[] = [];
  const lengths = new TokenSum(recipe);
  let hasTools = false;
  let done = 0;
  for await (const named of readNamedInPieces(dataset, candidates, { signal })) {
    for (const each of named) {
      if (rowIndexes.length >= wanted) break;
      const { rowIndex } = each.row;
      const chat = await readChatRow(dataset, each);
      const length = chat instanceof Refusal ? chat : refusalOr(() => lengthOf(chat, { trainer, recipe, renderer }));
      if (chat instanceof Refusal || length instanceof Refusal) {
        refused.push(refusedRow(each.row, chat instanceof Refusal ? chat : (length as Refusal)));
      } else {
        rowIndexes.push(rowIndex);
        lengths.add(length);
        hasTools ||= chat.tools !== undefined;
      }
      onRow?.(++done);
    }
    if (rowIndexes.length >= wanted) break;
    throwIfAborted(signal);
  }
  return { rowIndexes, refused, hasTools, tokens: lengths.result(rowIndexes.length) };
}

/** The row as trainers know it, or why none could. */
export async function readChatRow(dataset: Dataset, { row, formatName }: NamedRow): Promise<ChatRow | Refusal> {
  if (row.problem !== undefined) return unreadable(row.problem);
  const turns = await dataset.readMessages(row.rowIndex);
  const source =
    row.conversation.attachments?.tools === undefined ? undefined : await sourceOfRow(dataset, row.rowIndex);
  return refusalOr(() => chatRowOf({ row, turns, listsMessages: listsMessages(formatName ?? ''), source }));
}

/** The JSON of a good row. */
export async function sourceOfRow(dataset: Dataset, rowIndex: number): Promise<unknown> {
  const [bytes] = await dataset.readSources([rowIndex]);
  return bytes === undefined ? undefined : JSON.parse(bytes.toString('utf8'));
}

/** Its tokens, once the trainer would take it. @throws Refusal */
function lengthOf(chat: ChatRow, { trainer, recipe, renderer }: Examination): number {
  trainer.check(chat, recipe);
  const tokens = renderer.countTokens(renderer.render(chat));
  if (tokens <= recipe.length) return tokens;
  const answer = chat.messages.findIndex(({ role }) => role === 'assistant');
  checkPrompt({ ...chat, messages: chat.messages.slice(0, answer) }, recipe, renderer);
  return tokens;
}

/** @throws Refusal for a prompt that leaves nothing of the limit to its answer */
export function checkPrompt(prompt: ChatRow, { length }: TrainingRecipe, renderer: RowRenderer): void {
  const tokens = renderer.countTokens(renderer.render(prompt, { addGenerationPrompt: true }));
  if (tokens < length) return;
  const id = renderer.countedBy === 'estimate' ? 'refused.overLongEstimate' : 'refused.overLong';
  throw new Refusal('overLong', say(id, { tokens: String(tokens), length: String(length) }));
}

/** Adds up how long rows are. */
export class TokenSum {
  private total = 0;
  private longest = 0;
  private cutRows = 0;
  private within = 0;

  constructor(private readonly recipe: Pick<TrainingRecipe, 'length' | 'epochs'>) {}

  /** A row; one of two answers is two texts to the model. */
  add(...tokens: readonly number[]): void {
    const { length } = this.recipe;
    for (const each of tokens) {
      this.total += each;
      this.within += Math.min(each, length);
    }
    this.longest = Math.max(this.longest, ...tokens);
    if (tokens.some((each) => each > length)) this.cutRows++;
  }

  result(rows: number): SetTokens {
    const { total, longest, cutRows, within, recipe } = this;
    return { total, longest, cutRows, cutShare: rows === 0 ? 0 : cutRows / rows, seen: within * recipe.epochs };
  }
}
