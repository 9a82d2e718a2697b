import type { RenderedPart, RenderedRow, TrainingTotals } from '../../../src/protocol/fineTuning';
import type { PageRendering } from '../../../src/protocol/pages/tablePage';
import { fault, say } from '../../../src/messages/say';
import { inEnglish } from '../../../src/messages/wording';

/** What the user's choice of a tokenizer comes to. */
export const CHOSEN: PageRendering = { tokenizer: '/models/tiny-chat', recipe: 'lora', length: 40 };

/** Rows that the template refuses. */
export const REFUSED_ROW = 3;
const REFUSED = say('refused.template', { reason: 'roles must alternate' });

/** Two turns, each as many tokens as words; what is beyond the limit is cut. @throws DeitaError for `REFUSED_ROW` */
export function trainedRow(rowIndex: number, { length }: PageRendering): RenderedRow {
  if (rowIndex === REFUSED_ROW) {
    throw fault('rowRefused', { row: rowIndex, reason: REFUSED });
  }
  const words = [
    { text: `<|im_start|>user\nWhat is ${rowIndex} + 1?<|im_end|>\n<|im_start|>assistant\n`, trained: false },
    { text: `That is ${rowIndex + 1}.<|im_end|>`, trained: true },
    { text: '\n<|im_start|>user\nTell me more about sums.<|im_end|>\n<|im_start|>assistant\n', trained: false },
    { text: `${'A sum adds numbers. '.repeat(12)}<|im_end|>`, trained: true },
  ];
  const tokens = words.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
  const parts: RenderedPart[] = [];
  let [used, trainedTokens] = [0, 0];
  for (const { text, trained } of words) {
    const pieces = wordsOf(text);
    const fits = Math.max(0, Math.min(pieces.length, length - used));
    if (fits > 0) parts.push({ text: pieces.slice(0, fits).join(''), trained, cut: false });
    if (fits < pieces.length) parts.push({ text: pieces.slice(fits).join(''), trained, cut: true });
    if (trained) trainedTokens += fits;
    used += pieces.length;
  }
  const cutTokens = Math.max(0, tokens - length);
  return { rowIndex, lineNumber: rowIndex + 1, parts, tokens, trainedTokens, length, cutTokens };
}

export function trainedSelection(selected: number, { length }: PageRendering): TrainingTotals {
  return {
    rows: selected - 1,
    refused: 1,
    firstRefused: { rowIndex: REFUSED_ROW, lineNumber: REFUSED_ROW + 1, message: inEnglish(REFUSED), said: REFUSED },
    tokens: { total: selected * 60, longest: 62, cutRows: 20, cutShare: 20 / (selected - 1) },
    trainedTokens: selected * 30,
    cutTokens: 440,
    length,
  };
}

/** Each with the white space after it. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
