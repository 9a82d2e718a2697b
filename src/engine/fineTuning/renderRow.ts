import { SFT_RECIPES } from '../../choices/training';
import type { Dataset } from '../../dataset/dataset';
import type { MarkedText } from '../../fineTuning/chatTemplate';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import { fault } from '../../messages/say';
import type { RenderedPart, RenderedRow, Rendering, RenderRequest } from '../../protocol/fineTuning';
import type { CacheStore } from '../../storage/cacheStore';
import { withDataset } from '../sources/withDataset';
import { readChatRow } from './examinedRows';
import { measured } from './measuredText';
import { openRowRenderer, type RowRenderer } from './rowRenderer';

/**
 * Renders a row of a file as a model is trained on it.
 * @throws DeitaError `usage` for a row that is not there or cannot be rendered, `modelUnsupported` without a template
 */
export async function renderRow(
  { path, fields, rowIndex, ...rendering }: RenderRequest,
  { scratch }: Pick<CacheStore, 'scratch'>,
  signal: AbortSignal | undefined,
): Promise<RenderedRow> {
  const renderer = await openRowRenderer(SFT_RECIPES[rendering.recipe], rendering.tokenizer);
  return withDataset(path, scratch, { signal, fields }, (dataset) =>
    renderedRow(dataset, { rowIndex, ...rendering }, renderer),
  );
}

/** The same of a dataset that is open, by a renderer that is. */
export async function renderedRow(
  dataset: Dataset,
  { rowIndex, tokenizer, recipe, length = SFT_RECIPES[recipe].length }: Rendering & { readonly rowIndex: number },
  renderer: RowRenderer,
): Promise<RenderedRow> {
  const [named] = rowIndex < dataset.rowCount ? await dataset.readNamedRows([rowIndex]) : [];
  if (named === undefined) throw fault('rowNotThere', { file: dataset.path, row: rowIndex });
  const chat = await readChatRow(dataset, named);
  const marked = chat instanceof Refusal ? chat : refusalOr(() => renderer.mark(chat));
  if (marked instanceof Refusal) throw fault('rowRefused', { row: rowIndex, reason: marked.said });
  if (marked === undefined) throw fault('noChatTemplate', { folder: tokenizer });
  const { cutAt, ...facts } = measured(marked, length, renderer.countTokens);
  return { rowIndex, lineNumber: named.row.lineNumber, parts: partsOf(marked, cutAt), ...facts };
}

/** The text in pieces: each is trained on or not, and within the limit or not. */
function partsOf({ text, spans }: MarkedText, cutAt: number): RenderedPart[] {
  const places = [...new Set([0, text.length, cutAt, ...spans.flat()])].sort((a, b) => a - b);
  return places.slice(1).map((end, at) => {
    const start = places[at] as number;
    const trained = spans.some(([from, to]) => from <= start && end <= to);
    return { text: text.slice(start, end), trained, cut: start >= cutAt };
  });
}
