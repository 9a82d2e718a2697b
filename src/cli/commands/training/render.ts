import path from 'node:path';
import { SFT_RECIPE_NAMES } from '../../../choices/training';
import type { RenderedPart, RenderedRow } from '../../../protocol/fineTuning';
import { formatCount } from '../../../wording/numbers';
import type { Command } from '../../command';
import { FROM_ONE, choiceOption, integerOption, requiredOption } from '../../values';
import { WHOLE_NUMBER } from './trainerOptions';

const NAME = 'deita render';
/** Stand around what is trained on, and where the text is cut. */
const MARKS = { open: '⟦', close: '⟧', cut: '✂' } as const;

export const render: Command = {
  name: 'render',
  summary: 'Shows a row as a model is trained on it: its text, its tokens, what is learned and what is cut',
  options: {
    row: { type: 'string', placeholder: 'N', help: 'the row, counted from 0 (required)' },
    tokenizer: { type: 'string', placeholder: 'DIR', help: 'a tokenizer with a chat template (required)' },
    length: { type: 'string', placeholder: 'N', help: 'where rows are cut, in tokens (default: the recipe’s)' },
    recipe: {
      type: 'string',
      placeholder: 'NAME',
      help: 'lora (default: the tokenizer’s own template), or one of the\npaper’s (the Vicuna template)',
    },
  },
  async run({ file, values, fields, engine, call }) {
    requiredOption(values, 'row', NAME, 'N');
    const length = integerOption(values, 'length', undefined, FROM_ONE);
    const request = {
      path: path.resolve(file),
      rowIndex: integerOption(values, 'row', 0, WHOLE_NUMBER),
      tokenizer: path.resolve(requiredOption(values, 'tokenizer', NAME, 'DIR')),
      recipe: choiceOption(values, 'recipe', ['lora', ...SFT_RECIPE_NAMES]),
      ...(length === undefined ? {} : { length }),
      ...(fields === undefined ? {} : { fields }),
    };
    const rendered = await engine().request('training/render', request, call);
    return { document: rendered, text: describe(rendered) };
  },
};

function describe({ rowIndex, lineNumber, parts, tokens, trainedTokens, length, cutTokens }: RenderedRow): string {
  const cut = cutTokens === 0 ? 'none' : formatCount(cutTokens);
  return [
    `Row ${formatCount(rowIndex)}, line ${formatCount(lineNumber)}: ${formatCount(tokens)} tokens, ${formatCount(trainedTokens)} trained on, ${cut} cut at ${formatCount(length)}.`,
    `Trained on is what stands in ${MARKS.open} ${MARKS.close}${cutTokens === 0 ? '' : `; from ${MARKS.cut} on the text is cut`}.`,
    '',
    parts.map(markedPart).join(''),
  ].join('\n');
}

function markedPart({ text, trained, cut }: RenderedPart, at: number, parts: readonly RenderedPart[]): string {
  const begins = cut && parts[at - 1]?.cut !== true ? MARKS.cut : '';
  return `${begins}${trained ? `${MARKS.open}${text}${MARKS.close}` : text}`;
}
