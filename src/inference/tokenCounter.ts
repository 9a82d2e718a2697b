import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { type DeitaError, messageOf } from '../common/errors';
import { fault } from '../messages/say';

/** Counts the tokens of a text, special tokens left out. */
export type TokenCounter = (text: string) => number;

/**
 * Counts as a `tokenizer.json` says; a `tokenizer_config.json` beside it is read too.
 * @throws DeitaError `usage` for a file that is not there, `modelUnsupported` for one that is no tokenizer
 */
export async function openTokenCounter(file: string): Promise<TokenCounter> {
  const tokenizer = await readJson(file);
  if (tokenizer === undefined) throw fault('noTokenizer', { file });
  const config = (await readJson(path.join(path.dirname(file), 'tokenizer_config.json'))) ?? {};
  try {
    const loaded = new Tokenizer(tokenizer, config);
    return (text) => (text === '' ? 0 : loaded.encode(text, { add_special_tokens: false }).ids.length);
  } catch (error) {
    throw unusable(file, error);
  }
}

/** @returns undefined when there is no such file */
async function readJson(file: string): Promise<object | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(file, error);
  }
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, error: unknown): DeitaError {
  return fault('badTokenizer', { file, reason: messageOf(error) });
}
