import { SFT_RECIPES } from '../../choices/training';
import type { MarkedText } from '../../fineTuning/chatTemplate';
import { Refusal, refusalOr } from '../../fineTuning/refusal';
import type { TokenCounter } from '../../inference/tokenCounter';
import { fault } from '../../messages/say';
import type { RenderedPart, RenderedRow, RenderRequest } from '../../protocol/fineTuning';
import type { CacheStore } from '../../storage/cacheStore';
import { withDataset } from '../sources/withDataset';
import { readChatRow } from './examinedRows';
import { openRowRenderer } from './rowRenderer';

/**
 * Renders a row as a model is trained on it.
 * @throws DeitaError `usage` for a row that is not there or cannot be rendered, `modelUnsupported` without a template
 */
export async function renderRow(
  { path, fields, rowIndex, tokenizer, recipe: name, length = SFT_RECIPES[name].length }: RenderRequest,
  { scratch }: Pick<CacheStore, 'scratch'>,
  signal: AbortSignal | undefined,
): Promise<RenderedRow> {
  const renderer = await openRowRenderer(SFT_RECIPES[name], tokenizer);
  return withDataset(path, scratch, { signal, fields }, async (dataset) => {
    const [named] = rowIndex < dataset.rowCount ? await dataset.readNamedRows([rowIndex]) : [];
    if (named === undefined) throw fault('rowNotThere', { file: path, row: rowIndex });
    const chat = await readChatRow(dataset, named);
    const marked = chat instanceof Refusal ? chat : refusalOr(() => renderer.mark(chat));
    if (marked instanceof Refusal) throw fault('rowRefused', { row: rowIndex, reason: marked.message });
    if (marked === undefined) throw fault('noChatTemplate', { folder: tokenizer });
    return { rowIndex, lineNumber: named.row.lineNumber, ...measured(marked, length, renderer.countTokens) };
  });
}

function measured({ text, spans }: MarkedText, length: number, countTokens: TokenCounter) {
  const tokens = countTokens(text);
  const cutAt = tokens <= length ? text.length : cutPlace(text, length, countTokens);
  const parts = partsOf({ text, spans }, cutAt);
  const upTo = (end: number): number => Math.min(length, countTokens(text.slice(0, end)));
  const trainedTokens = spans.reduce((sum, [start, end]) => sum + upTo(end) - upTo(start), 0);
  return { parts, tokens, trainedTokens, length, cutTokens: Math.max(0, tokens - length) };
}

/** Where the text is as many tokens long: what it begins with has more the further it goes. */
function cutPlace(text: string, length: number, countTokens: TokenCounter): number {
  let [fits, exceeds] = [0, text.length];
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (countTokens(text.slice(0, middle)) <= length) fits = middle;
    else exceeds = middle;
  }
  const splitsPair = /[\udc00-\udfff]/.test(text.charAt(fits));
  return splitsPair ? fits - 1 : fits;
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
