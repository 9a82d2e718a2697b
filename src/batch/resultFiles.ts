import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Message, MessageArgument } from '../common/message';
import { asObject } from '../serverClient/json';
import { boundedLines } from './boundedLines';
import { fault, say } from '../messages/say';

/** Where results are fetched to, and looked for at the import. */
export const RESULTS_FOLDER = 'results';

/** Far above what a model answers to one request. */
const MOST_LINE_BYTES = 64 * 1024 * 1024;

/** One line of a result or error file. */
export type BatchResult =
  | { readonly id: string; readonly answer: unknown }
  | { readonly id: string; readonly failure: MessageArgument }
  /** The line itself cannot be used, such as the last one of a file that was cut off. */
  | { readonly place: string; readonly unreadable: Message };

/**
 * The result files in a folder, or the one file given.
 * @throws DeitaError `fileNotFound`
 */
export async function findResultFiles(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) {
    throw fault('noResults', { place });
  }
  if (!found.isDirectory()) return [place];
  const names = await readdir(place);
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => path.join(place, name));
}

/** Results of OpenAI's Batch API and of `vllm run-batch`, from result and error files alike, one line at a time. */
export async function* readResults(file: string): AsyncGenerator<BatchResult> {
  let lineNumber = 0;
  for await (const line of boundedLines(file, MOST_LINE_BYTES)) {
    const place = `${file}:${++lineNumber}`;
    if (line === undefined) yield { place, unreadable: say('line.tooLong') };
    else if (line.trim() !== '') yield parseResult(line, place);
  }
}

function parseResult(line: string, place: string): BatchResult {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { place, unreadable: say('line.noJson') };
  }
  const { custom_id: id, response, error } = asObject(value);
  if (typeof id !== 'string') return { place, unreadable: say('line.noId') };
  if (error !== null && error !== undefined) return { id, failure: describe(error) };
  const { status_code: status, body } = asObject(response);
  const refused = (typeof status === 'number' && status >= 400) || (asObject(body).error ?? null) !== null;
  if (refused) return { id, failure: describe(body, status) };
  if (body === null || body === undefined) return { id, failure: say('batch.emptyAnswer') };
  return { id, answer: body };
}

const SHOWN_CHARACTERS = 200;

/** What the server says went wrong, wherever it says so. */
function describe(error: unknown, status?: unknown): MessageArgument {
  const { message, code, error: inner } = asObject(error);
  if (inner !== undefined && inner !== null) return describe(inner, status);
  const hasStatus = typeof status === 'number';
  if (error === undefined) {
    return hasStatus ? say('batch.statusAlone', { status: String(status) }) : say('batch.noReason');
  }
  const said = [message, code, error].find((text) => typeof text === 'string') ?? JSON.stringify(error);
  const prefix = hasStatus ? `${status}: ` : '';
  return `${prefix}${said}`.replace(/\s+/g, ' ').slice(0, SHOWN_CHARACTERS);
}
