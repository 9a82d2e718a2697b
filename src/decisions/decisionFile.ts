import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../common/makeFolder';
import { parsedJson } from '../dataset/formats/format';
import { fault, reasonOf } from '../messages/say';
import type { Decision } from './decision';
import { decisionIn, type LineFault } from './decisionLine';

const LINE_BREAK = 0x0a;
const PIECE_CHARACTERS = 64 * 1024;

/** Where decisions about a dataset are kept. @param folder what people make of it */
export function decisionsFileIn(folder: string): string {
  return path.join(folder, 'decisions.jsonl');
}

/** A line that says nothing that is known. */
export interface PassedOverLine {
  /** 1-based. */
  readonly lineNumber: number;
  readonly fault: LineFault;
}

export interface WrittenDecisions {
  /** In the order in which they were made. */
  readonly decisions: readonly Decision[];
  readonly passedOver: readonly PassedOverLine[];
}

/**
 * Reads a file of decisions. Lines that say nothing that is known are passed over, and told of; so is a last line that a
 * process has not written to its end.
 * @throws DeitaError `fileNotFound`, `fileUnreadable`
 */
export async function readDecisions(file: string): Promise<WrittenDecisions> {
  const lines = (await textOf(file)).split('\n');
  const decisions: Decision[] = [];
  const passedOver: PassedOverLine[] = [];
  lines.forEach((line, at) => {
    if (line.trim() === '') return;
    const decision = decisionIn(parsedJson(line));
    if (typeof decision === 'string') passedOver.push({ lineNumber: at + 1, fault: decision });
    else decisions.push(decision);
  });
  return { decisions, passedOver };
}

/**
 * Adds decisions to a file, which begins with the first ones. All of them go to the system at once, behind what is there
 * by then: other processes may add theirs at the same time. Where one ended in the middle of a line, the next begins on a
 * line of its own.
 * @returns bytes that were added
 * @throws DeitaError `outputFailed`
 */
export async function appendDecisions(file: string, decisions: Iterable<Decision>): Promise<number> {
  try {
    await makeFolder(path.dirname(file));
    return append(file, linesOf(decisions));
  } catch (error) {
    throw fault('decisionsNotKept', { file, reason: reasonOf(error) });
  }
}

/** In pieces: one text of them all would lie in memory beside its bytes. */
function linesOf(decisions: Iterable<Decision>): Buffer[] {
  const pieces: Buffer[] = [];
  let text = '';
  for (const decision of decisions) {
    text += `${JSON.stringify(decision)}\n`;
    if (text.length < PIECE_CHARACTERS) continue;
    pieces.push(Buffer.from(text));
    text = '';
  }
  return [...pieces, Buffer.from(text)];
}

function append(file: string, lines: readonly Buffer[]): number {
  const descriptor = openSync(file, 'a+');
  try {
    const bytes = Buffer.concat(endsInLine(descriptor) ? [Buffer.of(LINE_BREAK), ...lines] : lines);
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    fdatasyncSync(descriptor);
    return bytes.length;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the last line lacks its line break. */
function endsInLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== LINE_BREAK;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw fault('noDecisionFile', { file });
    throw fault('decisionsUnreadable', { file, reason: reasonOf(error) });
  }
}
