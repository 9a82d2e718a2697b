import { SFT_RECIPES } from '../../choices/training';
import type { Dataset } from '../../dataset/dataset';
import type { NamedRow } from '../../dataset/rowParser';
import type { MarkedText } from '../../fineTuning/chatTemplate';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import { fault } from '../../messages/say';
import type { Rendering, TrainingTotals } from '../../protocol/fineTuning';
import { readNamedInPieces } from '../rows/rowReader';
import { readChatRow, TokenSum } from './examinedRows';
import { measured } from './measuredText';
import type { RowRenderer } from './rowRenderer';

/**
 * How long rows are to a model that is trained on them.
 * @throws DeitaError `modelUnsupported` without a template, `cancelled`
 */
export async function trainingTotals(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  { tokenizer, recipe, length = SFT_RECIPES[recipe].length }: Rendering,
  renderer: RowRenderer,
  signal: AbortSignal | undefined,
): Promise<TrainingTotals> {
  const sum = new TokenSum({ length, epochs: 1 });
  let [rows, refused, trainedTokens, cutTokens] = [0, 0, 0, 0];
  let firstRefused: TrainingTotals['firstRefused'];
  for await (const piece of readNamedInPieces(dataset, rowIndexes, { signal })) {
    for (const named of piece) {
      const marked = await markedRow(dataset, named, renderer);
      if (marked === undefined) throw fault('noChatTemplate', { folder: tokenizer });
      if (marked instanceof Refusal) {
        refused++;
        const { rowIndex, lineNumber } = named.row;
        firstRefused ??= { rowIndex, lineNumber, message: marked.message, said: marked.said };
        continue;
      }
      const facts = measured(marked, length, renderer.countTokens);
      rows++;
      trainedTokens += facts.trainedTokens;
      cutTokens += facts.cutTokens;
      sum.add(facts.tokens);
    }
  }
  const { total, longest, cutRows, cutShare } = sum.result(rows);
  const tokens = { total, longest, cutRows, cutShare };
  return { rows, refused, ...(firstRefused && { firstRefused }), tokens, trainedTokens, cutTokens, length };
}

async function markedRow(
  dataset: Dataset,
  named: NamedRow,
  renderer: RowRenderer,
): Promise<MarkedText | Refusal | undefined> {
  const chat = await readChatRow(dataset, named);
  return chat instanceof Refusal ? chat : refusalOr(() => renderer.mark(chat));
}
