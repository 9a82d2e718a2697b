import { appendFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Dataset } from '../../src/dataset/dataset';
import type { Bench, Ratio, ScalingLine } from './bench';
import { writeDataset } from './generated/generatedFiles';
import { commandCost } from './measuring/commandCost';
import { costIn, costOf, median, type Cost } from './measuring/cost';
import { inTemporaryFolder } from './measuring/temporaryFolder';
import { printTable } from './table';

const ROUNDS = 5;
const APPENDED_ROWS = 100;

interface IndexFigures {
  readonly rows: number;
  readonly bytes: number;
  /** Counting lines with `wc -l`. */
  readonly wc: Cost;
  readonly index: Cost;
  readonly firstRowsMs: number;
  readonly secondOpening: Cost;
  readonly append: Cost;
}

/** Indexing a file, against counting its lines with `wc -l` in turns. */
export const index: Bench = {
  name: 'index',
  async run({ full }) {
    const shapes = [
      { rows: 10_000, rowBytes: 600 },
      { rows: 100_000, rowBytes: 600 },
      { rows: 1_000_000, rowBytes: full ? 2000 : 600 },
    ];
    const figures: IndexFigures[] = [];
    for (const shape of shapes) {
      figures.push(
        await inTemporaryFolder(async (folder) => {
          const file = path.join(folder, 'dataset.jsonl');
          await writeDataset(file, shape);
          return measureIndexing(file);
        }),
      );
    }
    print(figures);
    return { ratios: figures.slice(-1).map(toRatio), scaling: figures.flatMap(toScaling), figures };
  },
};

async function measureIndexing(file: string): Promise<IndexFigures> {
  const wc: Cost[] = [];
  const indexing: (Cost & { readonly firstRowsMs: number })[] = [];
  countLines(file); // Into the page cache.
  for (let round = 0; round < ROUNDS; round++) {
    wc.push(countLines(file));
    indexing.push(await openAndIndex(file));
  }
  const dataset = await Dataset.open(file);
  await dataset.indexed;
  const snapshot = Buffer.concat(dataset.snapshot());
  const secondOpening = await costOf(async () => {
    const again = await Dataset.open(file, { restoreIndex: () => Promise.resolve(snapshot) });
    if (!again.isIndexed) throw new Error('The second opening read the file again.');
    await again.close();
  });
  const rows = dataset.rowCount;
  const append = await measureAppend(dataset, file);
  await dataset.close();
  return {
    rows,
    bytes: (await stat(file)).size,
    wc: medians(wc),
    index: medians(indexing),
    firstRowsMs: median(indexing.map(({ firstRowsMs }) => firstRowsMs)),
    secondOpening: costIn(secondOpening),
    append: costIn(append),
  };
}

async function openAndIndex(file: string): Promise<Cost & { readonly firstRowsMs: number }> {
  const start = performance.now();
  let firstRowsMs = 0;
  const cost = await costOf(async () => {
    const dataset = await Dataset.open(file);
    firstRowsMs = performance.now() - start;
    await dataset.indexed;
    await dataset.close();
  });
  return { ...costIn(cost), firstRowsMs };
}

async function measureAppend(dataset: Dataset, file: string) {
  const before = dataset.rowCount;
  await appendFile(file, '{"instruction": "one more", "output": "row"}\n'.repeat(APPENDED_ROWS));
  return costOf(async () => {
    await dataset.refresh();
    await dataset.indexed;
    if (dataset.rowCount !== before + APPENDED_ROWS) throw new Error('The appended rows were not found.');
  });
}

function countLines(file: string): Cost {
  return commandCost('wc -l < "$1"', file);
}

function medians(costs: readonly Cost[]): Cost {
  return { cpuMs: median(costs.map(({ cpuMs }) => cpuMs)), wallMs: median(costs.map(({ wallMs }) => wallMs)) };
}

function print(figures: readonly IndexFigures[]): void {
  printTable(
    'Opening a file: milliseconds',
    figures.map(({ rows, bytes, wc, index: indexing, firstRowsMs, secondOpening, append }) => ({
      rows,
      MB: Math.round(bytes / 1e6),
      'wc -l clock': wc.wallMs,
      'index clock': indexing.wallMs,
      'wc -l CPU': wc.cpuMs,
      'index CPU': indexing.cpuMs,
      'first rows': firstRowsMs,
      'second opening': secondOpening.wallMs,
      [`${APPENDED_ROWS} rows appended`]: append.wallMs,
    })),
  );
}

function toRatio({ rows, bytes, wc, index: indexing }: IndexFigures): Ratio {
  return {
    what: `index ${rows.toLocaleString('en-US')} rows, ${Math.round(bytes / 1e6)} MB`,
    measured: `${Math.round(indexing.wallMs)} ms`,
    baseline: `wc -l, ${Math.round(wc.wallMs)} ms`,
    ratio: indexing.wallMs / wc.wallMs,
    target: '≤ 2',
  };
}

function toScaling({ rows, bytes, index: indexing, secondOpening }: IndexFigures): ScalingLine[] {
  const size = `${rows.toLocaleString('en-US')} rows, ${Math.round(bytes / 1e6)} MB`;
  return [
    { stage: 'index', size, ...indexing },
    { stage: 'open again', size, ...secondOpening },
  ];
}
