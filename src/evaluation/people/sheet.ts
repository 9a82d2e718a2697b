import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { makeFolder } from '../../common/makeFolder';
import { fileExists } from '../../common/fileExists';
import { messageOf } from '../../common/errors';
import { seededSample } from '../../common/seededOrder';
import { replaceFile } from '../../dataset/atomicFile';
import { isObject } from '../../dataset/formats/format';
import { readJsonFile } from '../../dataset/jsonFile';
import { LineLog, readLines, type LineKind } from '../../evol/run/lineLog';
import { fault, say } from '../../messages/say';
import { readPairs } from '../pairwise/outputs';
import type { AnnotatorVotes } from './peopleResult';
import type { BegunSheet } from './types';
import { votesByItem, type VoteLine } from './votes';

/** A sheet is a folder: what it is about, its prompts with their answers, and a file of votes for each annotator. */
export const SHEET_FILE = 'sheet.json';
const ITEMS_FILE = 'items.jsonl';
const VOTES_FOLDER = 'votes';
const VOTES_EXTENSION = '.jsonl';

/** Becomes a file's name: letters, digits and a little more. */
const ANNOTATOR = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u;

/** What `sheet.json` holds. */
interface SheetDescription {
  readonly kind: 'people';
  readonly seed: number;
  readonly items: number;
  readonly names: Readonly<Record<'a' | 'b', string>>;
  /** Hex SHA-256 of the files of outputs. */
  readonly hashes: Readonly<Record<'a' | 'b', string>>;
  readonly sides: string;
}

/** A line of `items.jsonl`. */
interface ItemLine {
  readonly instruction: string;
  readonly a: string;
  readonly b: string;
}

/** How sides are drawn, for whoever reads the file. */
const SIDES = 'a stands on the left where the first byte of SHA-256 of SEED:ANNOTATOR:ITEM is even (ITEM from 0)';

/**
 * Writes a sheet into a new folder.
 * @throws DeitaError `outputExists` for a folder that holds a sheet, `fileUnreadable`, `noUsableRows`, `outputFailed`
 */
export async function beginSheet({ folder, a, b, seed, count }: BegunSheet): Promise<{ items: number }> {
  // Votes on other answers would count as votes on these.
  const holdsSheet = (await fileExists(path.join(folder, SHEET_FILE))) || (await voteFiles(folder)).length > 0;
  if (holdsSheet) throw fault('sheetExists', { folder });
  const { names, hashes, pairs } = await readPairs({ a, b });
  const drawn = [...seededSample(pairs.length, count ?? pairs.length, seed)].sort((one, other) => one - other);
  const lines = drawn.flatMap((at): ItemLine[] => {
    const pair = pairs[at];
    return pair === undefined ? [] : [{ instruction: pair.instruction, a: pair.a, b: pair.b }];
  });
  try {
    await makeFolder(path.join(folder, VOTES_FOLDER));
  } catch (error) {
    throw fault('notWritten', { file: folder, reason: messageOf(error) });
  }
  await replaceFile(path.join(folder, ITEMS_FILE), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const description: SheetDescription = { kind: 'people', seed, items: lines.length, names, hashes, sides: SIDES };
  // Last: a folder without it is no sheet yet.
  await replaceFile(path.join(folder, SHEET_FILE), `${JSON.stringify(description, null, 2)}\n`);
  return { items: lines.length };
}

/** A sheet as it stands on the disk; votes are read whenever they are asked for, as others may add to them. */
export class Sheet {
  private constructor(
    private readonly folder: string,
    readonly description: SheetDescription,
    readonly items: readonly ItemLine[],
  ) {}

  /**
   * @param known whose prompts are not read again where it is the same sheet
   * @throws DeitaError `fileNotFound`, `fileUnreadable`
   */
  static async open(folder: string, known?: Sheet): Promise<Sheet> {
    const file = path.join(folder, SHEET_FILE);
    const description = await readJsonFile(file, isDescription, say('remedy.beginSheetAgain'));
    if (description === undefined) throw fault('fileNotFound', { file });
    if (known?.isOf(folder, description) === true) return known;
    const items = await readLines(path.join(folder, ITEMS_FILE), ITEM_LINE);
    if (items.length !== description.items) {
      throw fault('fileDamaged', { file: path.join(folder, ITEMS_FILE), remedy: say('remedy.beginSheetAgain') });
    }
    return new Sheet(folder, description, items);
  }

  /** Of everybody who began, in the order of their names. @throws DeitaError `fileUnreadable` */
  async annotators(): Promise<AnnotatorVotes[]> {
    const names = (await voteFiles(this.folder)).map((file) => {
      const name = path.basename(file, VOTES_EXTENSION);
      if (!ANNOTATOR.test(name)) throw fault('votesOfNobody', { file });
      return name;
    });
    return Promise.all(names.sort().map(async (name) => ({ name, votes: await this.votesOf(name) })));
  }

  /** By item. @throws DeitaError `usage`, `fileUnreadable` */
  async votesOf(annotator: string): Promise<AnnotatorVotes['votes']> {
    return votesByItem(await readLines(this.fileOf(annotator), VOTE_LINE), this.items.length);
  }

  /** Keeps a vote before it returns. @throws DeitaError `usage`, `outputFailed`, `fileUnreadable` */
  async vote(annotator: string, line: VoteLine): Promise<void> {
    const file = this.fileOf(annotator);
    await makeFolder(path.dirname(file));
    const log = await LineLog.open(file, VOTE_LINE, () => undefined);
    try {
      log.append(line);
    } finally {
      await log.close();
    }
  }

  /** By what it was made of: a folder may be deleted, and a sheet be begun there again. */
  private isOf(folder: string, description: SheetDescription): boolean {
    return this.folder === folder && isDeepStrictEqual(this.description, description);
  }

  private fileOf(annotator: string): string {
    if (!ANNOTATOR.test(annotator)) throw fault('badAnnotator', { name: annotator });
    return path.join(this.folder, VOTES_FOLDER, `${annotator}${VOTES_EXTENSION}`);
  }
}

/** Paths; without what systems hide beside files. @throws DeitaError `fileUnreadable` */
async function voteFiles(folder: string): Promise<string[]> {
  const votes = path.join(folder, VOTES_FOLDER);
  try {
    const files = await readdir(votes);
    return files
      .filter((file) => file.endsWith(VOTES_EXTENSION) && !file.startsWith('.'))
      .map((file) => path.join(votes, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fault('notRead', { file: votes, reason: messageOf(error) });
  }
}

const ITEM_LINE: LineKind<ItemLine> = {
  damaged: 'noItemLine',
  matches: (value): value is ItemLine =>
    isObject(value) && [value.instruction, value.a, value.b].every((text) => typeof text === 'string'),
};

const VOTE_LINE: LineKind<VoteLine> = {
  damaged: 'noVoteLine',
  matches: (value): value is VoteLine =>
    isObject(value) &&
    Number.isSafeInteger(value.item) &&
    (value.item as number) >= 0 &&
    ['a', 'b', 'tie', null].includes(value.vote as string | null),
};

function isDescription(value: unknown): value is SheetDescription {
  return (
    isObject(value) &&
    value.kind === 'people' &&
    [value.seed, value.items].every(Number.isSafeInteger) &&
    isObject(value.names) &&
    [value.names.a, value.names.b].every((name) => typeof name === 'string')
  );
}
