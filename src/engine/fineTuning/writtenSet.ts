import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Dataset } from '../../dataset/dataset';
import { makeOutputFolder, writeFileAtomically, type FileSink } from '../../dataset/atomicFile';
import { Refusal } from '../../fineTuning/refusal';
import { dataFile, type Trainer, type TrainingPlan } from '../../fineTuning/trainer';
import { yamlText } from '../../fineTuning/yamlText';
import {
  refusedInEnglish,
  SET_NAMES,
  type PreparedFile,
  type PrepareSummary,
  type RefusedRow,
} from '../../protocol/fineTuning';
import { readNamedInPieces } from '../rows/rowReader';
import { readChatRow } from './examinedRows';

/** What training of a set begins with. */
export const CONFIGURATION = 'train.yaml';
/** What stands beside the sets. */
export const REFUSED = 'refused.jsonl';
export const MANIFEST = 'manifest.json';
export const README = 'README.md';
/** Of the refused rows, in the summary. */
export const MOST_SHOWN = 20;

/** Writes one line of JSON after the other, and tells what it wrote. */
export class FolderWriter {
  readonly files: PreparedFile[] = [];

  constructor(
    private readonly root: string,
    private readonly options: { readonly overwrite: boolean },
  ) {}

  /**
   * Makes the folder, and takes the manifest of an earlier preparation away: until this one is whole, it is nobody's.
   * @throws DeitaError `outputFailed`
   */
  async begin(): Promise<void> {
    await makeOutputFolder(this.root);
    await rm(path.join(this.root, MANIFEST), { force: true });
  }

  async write(file: string, write: (sink: FileSink) => Promise<void>): Promise<void> {
    const target = path.join(this.root, ...file.split('/'));
    await makeOutputFolder(path.dirname(target));
    this.files.push({ file, ...(await writeFileAtomically(target, this.options, write)) });
  }

  async writeText(file: string, text: string): Promise<void> {
    await this.write(file, (sink) => sink.write(Buffer.from(text)));
  }

  async writeLines(file: string, rows: AsyncIterable<object> | Iterable<object>): Promise<void> {
    await this.write(file, async (sink) => {
      for await (const row of rows) await sink.write(Buffer.from(`${JSON.stringify(row)}\n`));
    });
  }

  async writeRefused(rows: readonly RefusedRow[]): Promise<void> {
    await this.writeLines(REFUSED, rows.map(refusedInEnglish));
  }

  /** What the folders of sets hold beside what was written. It may be a trained model, and is never removed. */
  async leftBehind(): Promise<Pick<PrepareSummary, 'leftBehind'>> {
    const written = new Set(this.files.map(({ file }) => file));
    const found = await Promise.all(
      SET_NAMES.map(async (set) => {
        const names = await readdir(path.join(this.root, set)).catch(() => []);
        return names.map((name) => `${set}/${name}`).sort();
      }),
    );
    const leftBehind = found.flat().filter((file) => !written.has(file));
    return leftBehind.length === 0 ? {} : { leftBehind };
  }
}

/**
 * Writes a folder to train in: rows, configuration, and what that names.
 * @returns what was written, by its path from the folder that all sets stand in
 */
export async function writeSet(
  writer: FolderWriter,
  plan: TrainingPlan,
  trainer: Trainer,
  rows: AsyncIterable<object> | Iterable<object>,
): Promise<readonly PreparedFile[]> {
  const from = writer.files.length;
  await writer.writeLines(`${plan.set}/${dataFile(plan)}`, rows);
  await writer.writeText(`${plan.set}/${CONFIGURATION}`, yamlText(trainer.configuration(plan)));
  for (const [name, text] of Object.entries(trainer.files(plan))) await writer.writeText(`${plan.set}/${name}`, text);
  return writer.files.slice(from);
}

/** Rows that were examined, as the trainer reads them. */
export async function* trainerRows(
  dataset: Dataset,
  rowIndexes: readonly number[],
  plan: TrainingPlan,
  { trainer, signal }: { readonly trainer: Trainer; readonly signal: AbortSignal | undefined },
): AsyncGenerator<object> {
  for await (const named of readNamedInPieces(dataset, rowIndexes, { signal })) {
    for (const each of named) {
      const chat = await readChatRow(dataset, each);
      if (!(chat instanceof Refusal)) yield trainer.row(chat, plan);
    }
  }
}
