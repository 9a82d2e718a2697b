import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BatchRun } from '../../../src/batch/exportBatch';
import type { ImportRun } from '../../../src/batch/importBatch';
import type { GoodRow, Row, Turn } from '../../../src/dataset/conversation';
import { MemoryBlobs } from '../../../src/storage/memoryBlobs';
import { answerLine, parseBatchLines, type BatchLine } from '../../support/servers/batchAnswers';
import type { RequestFile } from '../../../src/protocol/batch';

export const IDENTITY = { name: 'served', version: 'template 1', hash: 'abc' };

export const MODELS = { complexityModel: 'c-model', qualityModel: 'q-model' };

export function memory(): MemoryBlobs {
  return new MemoryBlobs(2 ** 24);
}

/** Rows of the turns given; null stands for a bad row. */
export function rowsOf(turns: readonly (readonly Turn[] | null)[]): Row[] {
  return turns.map((ofRow, rowIndex) => {
    const place = { rowIndex, lineNumber: rowIndex + 1 };
    if (ofRow !== null) return { ...place, conversation: { turns: ofRow } };
    const problem = { ...place, column: 1, code: 'invalidJson', message: 'bad' } as const;
    return { ...place, problem, excerpt: '' };
  });
}

export function turn(id: number): Turn {
  return { instruction: `Do ${id}`, response: `Done ${id}` };
}

export function goodRow(row: Row | undefined): GoodRow {
  if (row === undefined || row.problem !== undefined) throw new Error('not a good row');
  return row;
}

export function run(rows: readonly Row[]): BatchRun {
  return { rows: inPieces(rows) };
}

/** Memory needs no flushing. */
export function importRun(rows: readonly Row[]): ImportRun {
  return { ...run(rows), flush: () => Promise.resolve() };
}

async function* inPieces(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += 3) yield await Promise.resolve(rows.slice(start, start + 3));
}

export async function requestsIn(folder: string, files: readonly Pick<RequestFile, 'name'>[]): Promise<BatchLine[]> {
  const texts = await Promise.all(files.map(({ name }) => readFile(path.join(folder, name), 'utf8')));
  return texts.flatMap(parseBatchLines);
}

/** What a model would write to those requests. */
export function answersTo(lines: readonly BatchLine[]): string {
  return `${lines.map(answerLine).join('\n')}\n`;
}
