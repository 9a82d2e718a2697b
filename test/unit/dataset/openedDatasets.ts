import type { Row } from '../../../src/dataset/conversation';
import { Dataset, type DatasetOptions } from '../../../src/dataset/dataset';
import { TemporaryScratch } from '../../../src/storage/scratchFiles';
import { type TemporaryFolder, temporaryFolder } from '../../support/temporaryFolder';

export interface OpenedDatasets {
  readonly folder: TemporaryFolder;
  readonly open: (path: string, options?: DatasetOptions) => Promise<Dataset>;
  /** Writes a file and waits until all of it is indexed. */
  readonly openIndexed: (name: string, content: string | Uint8Array, options?: DatasetOptions) => Promise<Dataset>;
  readonly closeAll: () => Promise<void>;
}

/** Datasets of files in a folder of the suite, closed after each test. */
export function openedDatasets(): OpenedDatasets {
  const folder = temporaryFolder();
  const opened: Dataset[] = [];
  const closeAll = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((dataset) => dataset.close()));
  };
  const open = async (path: string, options?: DatasetOptions): Promise<Dataset> => {
    const dataset = await Dataset.open(path, { scratch: new TemporaryScratch(), ...options });
    opened.push(dataset);
    return dataset;
  };
  afterEach(closeAll);
  return {
    folder,
    open,
    closeAll,
    async openIndexed(name, content, options) {
      const dataset = await open(folder.write(name, content), options);
      await dataset.indexed;
      return dataset;
    },
  };
}

export function row(id: number): string {
  return JSON.stringify({ instruction: `instruction ${id}`, output: `output ${id}` });
}

export function lines(count: number): string {
  return Array.from({ length: count }, (_, id) => `${row(id)}\n`).join('');
}

export function firstInstruction(parsed: Row): string | undefined {
  return parsed.problem === undefined ? parsed.conversation.turns[0]?.instruction : undefined;
}

export async function instructionOf(dataset: Dataset, rowIndex: number): Promise<string | undefined> {
  return firstInstruction(await dataset.readRow(rowIndex));
}
