import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { DatasetInfo } from '../../src/protocol/dataset';
import type { Bench, Ratio, ScalingLine } from './bench';
import { RARE_WORD, writeDataset } from './generated/generatedFiles';
import { BenchEngine } from './measuring/benchEngine';
import { inTemporaryFolder } from './measuring/temporaryFolder';
import { printTable } from './table';

type Row = Readonly<Record<string, unknown>>;

interface ContainerFigures {
  readonly container: string;
  readonly rows: number;
  readonly fileMb: number;
  readonly firstRowsMs: number;
  readonly openMs: number;
  readonly openAgainMs: number;
  readonly pageMs: number;
  readonly searchMs: number;
  readonly exportMs: number;
  readonly peakMb: number;
}

const TEXT = 'rows.jsonl';
const SCROLL_STOPS = 200;
const PAGE_ROWS = 60;

/** The same rows in every container: opened, scrolled, searched and exported in the engine as it ships. */
export const containers: Bench = {
  name: 'containers',
  async run({ full }) {
    const rows = full ? 300_000 : 50_000;
    const figures = await inTemporaryFolder(async (folder) => {
      await writeDataset(path.join(folder, TEXT), { rows, rowBytes: 600 });
      const names = await writeContainers(folder);
      const measured: ContainerFigures[] = [];
      for (const name of names) measured.push(await measure(folder, name));
      return measured;
    });
    printTable(
      `${rows.toLocaleString('en-US')} rows, per container`,
      figures.map((each) => ({ ...each })),
    );
    return {
      ratios: figures.slice(1).flatMap((each) => toRatios(each, figures[0])),
      scaling: figures.flatMap(toScaling),
      figures,
    };
  },
};

/** @returns the names of the files, the one of plain text first */
async function writeContainers(folder: string): Promise<string[]> {
  const text = path.join(folder, TEXT);
  await pipeline(createReadStream(text), createGzip({ level: 6 }), createWriteStream(`${text}.gz`));
  const rows = (await readFile(text, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => ({ name, data: rows.map((row) => row[name]) }));
  const asParquet = parquetWriteBuffer({ columnData: columns, rowGroupSize: 10_000 });
  await writeFile(path.join(folder, 'rows.parquet'), new Uint8Array(asParquet));
  const arrow = tableFromArrays(Object.fromEntries(columns.map(({ name, data }) => [name, data])), {
    maxBatchRows: 10_000,
  });
  await writeFile(path.join(folder, 'rows.arrow'), tableToIPC(arrow, { format: 'file' }) as Uint8Array);
  const cell = (value: unknown): string =>
    `"${(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('"', '""')}"`;
  const csv = [names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(',')), ''].join('\r\n');
  await writeFile(path.join(folder, 'rows.csv'), csv);
  return [TEXT, `${TEXT}.gz`, 'rows.parquet', 'rows.arrow', 'rows.csv'];
}

async function measure(folder: string, name: string): Promise<ContainerFigures> {
  const file = path.join(folder, name);
  const cache = path.join(folder, `cache of ${name}`);
  const engine = await BenchEngine.start(cache);
  try {
    const { info, ...opened } = await open(engine, file);
    const pageMs = await scroll(engine, info);
    const { datasetId, rowCount } = info;
    const view = { datasetId, viewId: 'table', query: { text: RARE_WORD } };
    const { wallMs: searchMs } = await engine.search(view);
    const exported = await engine.request('dataset/export', {
      datasetId,
      outputPath: path.join(folder, `from ${name}.jsonl`),
      ...{ rows: 'all', order: 'file', withScores: false, overwrite: true },
    });
    const { peakMb } = await engine.figures();
    await engine.stop();
    const again = await BenchEngine.start(cache);
    const { openMs: openAgainMs } = await open(again, file).finally(() => again.stop());
    const fileMb = (await stat(file)).size / 1e6;
    return {
      container: name,
      rows: rowCount,
      fileMb,
      ...opened,
      openAgainMs,
      pageMs,
      searchMs,
      exportMs: exported.wallMs,
      peakMb,
    };
  } finally {
    await engine.stop();
  }
}

async function open(
  engine: BenchEngine,
  file: string,
): Promise<{ readonly info: DatasetInfo; readonly firstRowsMs: number; readonly openMs: number }> {
  const start = performance.now();
  const { result } = await engine.request('dataset/open', { path: file });
  const firstRowsMs = performance.now() - start;
  const info = await engine.until(({ indexing }) => !indexing, result);
  return { info, firstRowsMs, openMs: performance.now() - start };
}

/** Stops all over the file, as the scroll bar does. @returns the time a page takes */
async function scroll(engine: BenchEngine, { datasetId, rowCount }: DatasetInfo): Promise<number> {
  await engine.request('view/set', { datasetId, viewId: 'table', query: {} });
  const start = performance.now();
  for (let stop = 0; stop < SCROLL_STOPS; stop++) {
    const position = Math.floor((stop / SCROLL_STOPS) * rowCount);
    await engine.request('view/rows', { datasetId, viewId: 'table', start: position, count: PAGE_ROWS });
  }
  return (performance.now() - start) / SCROLL_STOPS;
}

/** Against the same rows as JSON Lines. */
function toRatios(figures: ContainerFigures, text: ContainerFigures | undefined): Ratio[] {
  if (text === undefined) return [];
  const stages = {
    opened: 'openMs',
    'opened again': 'openAgainMs',
    'a page': 'pageMs',
    searched: 'searchMs',
    exported: 'exportMs',
  } as const;
  return Object.entries(stages).map(([stage, figure]) => ({
    what: `${figures.container}: ${stage}`,
    measured: `${figures[figure].toFixed(1)} ms`,
    baseline: `${text[figure].toFixed(1)} ms as ${text.container}`,
    ratio: figures[figure] / text[figure],
    target: 'none',
  }));
}

function toScaling({ container, rows, openMs, peakMb }: ContainerFigures): ScalingLine[] {
  return [
    { stage: `${container}: opened`, size: `${rows.toLocaleString('en-US')} rows`, wallMs: openMs, memoryMb: peakMb },
  ];
}
