import path from 'node:path';
import type { BeginSheetRequest } from '../../protocol/people';
import type { EngineApi } from '../../protocol/requests';
import { commonFolder } from '../commonFolder';

/** By its name a sheet's folder is found and told from others; it names no model. */
export const SHEET_FOLDER = '.sheet';
/** Decides sides, and which prompts are drawn. */
const SEED = 0;

/** What of a sheet that is begun the user says. */
export interface NewSheet extends Pick<BeginSheetRequest, 'a' | 'b' | 'count'> {
  /** Absolute. */
  readonly folder: string;
}

/** The user in front of the editor; undefined = they gave up. */
export interface SheetDialogs {
  /** Folders of the workspace. */
  findSheets(): Promise<readonly string[]>;
  /** Folder null = one that is to be begun. */
  askForSheet(known: readonly string[]): Promise<{ readonly folder: string | null } | undefined>;
  /** Outputs of one of two models. */
  askForOutputs(which: 'first' | 'second'): Promise<string | undefined>;
  /** Prompts to draw; null = all. */
  askForCount(): Promise<number | null | undefined>;
  askForFolder(proposed: string): Promise<string | undefined>;
}

/**
 * The sheet that the user opens, or begins.
 * @throws DeitaError `fileUnreadable`, `noUsableRows`, `outputExists` as beginning one does
 */
export async function chooseSheet(
  engine: Pick<EngineApi, 'request'>,
  dialogs: SheetDialogs,
): Promise<string | undefined> {
  const chosen = await dialogs.askForSheet(await dialogs.findSheets());
  if (chosen?.folder !== null) return chosen?.folder;
  const sheet = await askForNew(dialogs);
  if (sheet === undefined) return undefined;
  await engine.request('people/begin', { ...sheet, seed: SEED });
  return sheet.folder;
}

async function askForNew(dialogs: SheetDialogs): Promise<NewSheet | undefined> {
  const a = await dialogs.askForOutputs('first');
  const b = a && (await dialogs.askForOutputs('second'));
  const count = b && (await dialogs.askForCount());
  if (a === undefined || b === undefined || count === undefined || count === '') return undefined;
  // In the folder of neither model and named after none: where the sheet is, its page and its errors say.
  const folder = await dialogs.askForFolder(path.join(commonFolder(a, b), `answers${SHEET_FOLDER}`));
  return folder === undefined ? undefined : { a, b, count, folder };
}
