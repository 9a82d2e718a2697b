import path from 'node:path';
import { fileExists } from '../../common/fileExists';
import { replaceFile, writeFileAtomically } from '../../dataset/atomicFile';
import { isComplete, peopleResult, type AnnotatorVotes } from '../../evaluation/people/peopleResult';
import { beginSheet, Sheet } from '../../evaluation/people/sheet';
import type { PeopleResult } from '../../evaluation/people/types';
import { leftSide, preferenceOf, sideOf } from '../../evaluation/people/votes';
import { fault } from '../../messages/say';
import type { OfAnnotator, OfSheet, SheetItem, SheetOverview, SheetVote, SideVotes } from '../../protocol/people';
import type { EngineMethod, ParamsOf, ResultOf } from '../../protocol/requests';
import { RESULT_FILE } from './evaluate';

type PeopleMethod = Extract<EngineMethod, `people/${string}`>;
type PeopleHandlers = { readonly [M in PeopleMethod]: (params: ParamsOf<M>) => Promise<ResultOf<M>> };

/** Sheets on which people say, blind, which of two answers is better. */
export function peopleHandlers(): PeopleHandlers {
  const sheets = new OpenSheets();
  return {
    'people/begin': beginSheet,
    'people/overview': async ({ folder }) => {
      const sheet = await sheets.get(folder);
      return overviewOf(sheet, await sheet.annotators());
    },
    'people/votes': async ({ folder, annotator }) => sideVotes(await sheets.get(folder), annotator),
    'people/item': async ({ folder, ...asked }) => itemOf(await sheets.get(folder), asked),
    'people/vote': async ({ folder, ...vote }) => castVote(await sheets.get(folder), folder, vote),
    'people/result': async ({ folder }) => completeResult(await sheets.get(folder), folder),
    'people/export': async ({ folder, ...target }) => exportVotes(await sheets.get(folder), folder, target),
  };
}

/** The sheet that was asked for last: its prompts are many, and read once. */
class OpenSheets {
  private last: Sheet | undefined;

  async get(folder: string): Promise<Sheet> {
    const sheet = await Sheet.open(folder, this.last);
    this.last = sheet;
    return sheet;
  }
}

function overviewOf({ items, description: { seed } }: Sheet, annotators: readonly AnnotatorVotes[]): SheetOverview {
  return {
    ...{ items: items.length, seed },
    annotators: annotators.map(({ name, votes }) => ({ name, voted: votes.filter((vote) => vote !== null).length })),
    complete: isComplete(annotators),
  };
}

function resultOf({ items, description }: Sheet, annotators: readonly AnnotatorVotes[]): PeopleResult {
  const { names, seed } = description;
  return peopleResult({ names, seed, items: items.length }, annotators);
}

/** Names the models. @throws DeitaError `usage` before everybody has finished */
async function completeResult(sheet: Sheet, folder: string): Promise<PeopleResult> {
  const result = resultOf(sheet, await sheet.annotators());
  if (!result.complete) throw fault('sheetNotDone');
  // The last vote may be there without it: the process ended between the two.
  if (!(await hasResult(folder))) await keepResult(folder, result);
  return result;
}

async function sideVotes(sheet: Sheet, annotator: string): Promise<SideVotes> {
  const { seed } = sheet.description;
  const votes = await sheet.votesOf(annotator);
  return votes.map((vote, item) => (vote === null ? null : sideOf(vote, leftSide(seed, annotator, item))));
}

function itemOf(sheet: Sheet, { annotator, item }: Omit<OfAnnotator, 'folder'> & { readonly item: number }): SheetItem {
  const found = sheet.items[item];
  if (found === undefined) throw fault('noSheetItem', { item });
  const { instruction, a, b } = found;
  const isA = leftSide(sheet.description.seed, annotator, item) === 'a';
  return { item, instruction, left: isA ? a : b, right: isA ? b : a };
}

/** With the last vote of all, the result is written where experiments look for it; it goes with votes after that. */
async function castVote(
  sheet: Sheet,
  folder: string,
  { annotator, item, vote }: Omit<SheetVote, 'folder'>,
): Promise<SheetOverview> {
  if (sheet.items[item] === undefined) throw fault('noSheetItem', { item });
  const left = leftSide(sheet.description.seed, annotator, item);
  const preference = vote === null ? null : preferenceOf(vote, left);
  await sheet.vote(annotator, { item, vote: preference, left, at: new Date().toISOString() });
  const annotators = await sheet.annotators();
  if (isComplete(annotators) || (await hasResult(folder))) await keepResult(folder, resultOf(sheet, annotators));
  return overviewOf(sheet, annotators);
}

function hasResult(folder: string): Promise<boolean> {
  return fileExists(path.join(folder, RESULT_FILE));
}

function keepResult(folder: string, result: PeopleResult): Promise<void> {
  return replaceFile(path.join(folder, RESULT_FILE), `${JSON.stringify(result, null, 2)}\n`);
}

/** A line for each vote, in the order of items; the result beside them says so where votes are missing. */
async function exportVotes(
  sheet: Sheet,
  folder: OfSheet['folder'],
  { outputPath, overwrite }: { readonly outputPath: string; readonly overwrite: boolean },
): Promise<{ votes: number }> {
  const annotators = await sheet.annotators();
  const { names, seed } = sheet.description;
  const lines = sheet.items.flatMap(({ instruction }, item) =>
    annotators.flatMap(({ name, votes }) => {
      const preference = votes[item] ?? null;
      return preference === null
        ? []
        : [{ item, instruction, annotator: name, preference, left: leftSide(seed, name, item), ...names }];
    }),
  );
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeFileAtomically(outputPath, { overwrite }, (sink) => sink.write(Buffer.from(text)));
  await keepResult(folder, resultOf(sheet, annotators));
  return { votes: lines.length };
}
