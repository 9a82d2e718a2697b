import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { poolText } from '../../src/dataset/containers/pool/poolFile';
import { eventually } from '../support/eventually';
import { temporaryFolder } from '../support/workbench/installed';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';
import { zstdFrame } from '../unit/dataset/compressedFiles';

const COLUMNS = ['instruction', 'output', 'complexity_scores', 'quality_scores'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Texts alone, so that tables of texts hold the same rows. */
const ROWS: readonly Row[] = [
  'Describe a lighthouse, in one line',
  'Name three rivers of Europe',
  'Sort a list in Python',
  'Translate good evening into French',
  'Why is the sky blue?',
].map((instruction, at) => ({
  instruction,
  output: `Answer ${at}: ${'word '.repeat(3 * at)}"quoted"`,
  complexity_scores: `[${1 + ((at * 2) % 5)}]`,
  quality_scores: `[${1 + ((at * 2) % 5)}]`,
}));
const BEST = [...ROWS].sort((a, b) => b.complexity_scores.localeCompare(a.complexity_scores)).slice(0, 2);

const LINES = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');
const values = (name: keyof Row, rows = ROWS): string[] => rows.map((row) => row[name]);
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const table = (delimiter: string): string =>
  [COLUMNS.join(delimiter), ...ROWS.map((row) => COLUMNS.map((name) => cell(row[name])).join(delimiter)), ''].join(
    '\r\n',
  );
const parquet = (rows = ROWS): Buffer =>
  Buffer.from(
    parquetWriteBuffer({ columnData: COLUMNS.map((name) => ({ name, data: values(name, rows), type: 'STRING' })) }),
  );
const arrow = (): Uint8Array =>
  tableToIPC(tableFromArrays(Object.fromEntries(COLUMNS.map((name) => [name, values(name)]))), {
    format: 'file',
  }) as Uint8Array;

async function files(): Promise<Readonly<Record<string, Uint8Array | string>>> {
  return {
    'rows.jsonl.gz': gzipSync(LINES),
    'rows.jsonl.zst': await zstdFrame(Buffer.from(LINES)),
    'rows.parquet': parquet(),
    'rows.arrow': arrow(),
    'rows.csv': table(','),
    'rows.tsv': table('\t'),
    'mixed.deita-pool.json': poolText([{ path: 'part.jsonl.gz' }, { path: 'part.parquet' }]),
  };
}

/** The files of the pool: its rows are the same, in the same order. */
const PARTS: Readonly<Record<string, Uint8Array>> = {
  'part.jsonl.gz': gzipSync(LINES.split('\n').slice(0, 2).join('\n')),
  'part.parquet': parquet(ROWS.slice(2)),
};

describe('containers in the workbench', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    const folder = await temporaryFolder('containers');
    const copies = Object.entries({ ...(await files()), ...PARTS }).map(async ([name, content]) => {
      const copyOf = path.join(folder, name);
      await writeFile(copyOf, content);
      return [name, { copyOf }] as const;
    });
    const settings = { 'deita.scorer': 'precomputed' };
    ({ workbench, workspace } = await startSession(Object.fromEntries(await Promise.all(copies)), { settings }));
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.runCommand('View: Close All Editors');
  });

  for (const name of [
    ...['rows.jsonl.gz', 'rows.jsonl.zst', 'rows.parquet', 'rows.arrow', 'rows.csv', 'rows.tsv'],
    'mixed.deita-pool.json',
  ]) {
    it(`open with their rows, details and matches, and are selected from and exported: ${name}`, async () => {
      const editor = workbench.datasetEditor;
      await workbench.openFromMenu(name);
      await workbench.waitForRows();
      await eventually(async () => {
        const shown = (await editor.shownRows()).map((row) => row['Instruction']);
        assert.deepEqual(shown, values('instruction'));
      });
      await editor.focusTable();
      await workbench.page.keyboard.press('/');
      await editor.frame.locator('vscode-text-field.find:focus-within').waitFor();
      await workbench.page.keyboard.type('lighthouse');
      await workbench.page.keyboard.press('Enter');
      await editor.frame.locator('.find-count').getByText('1 of 1', { exact: true }).waitFor();
      await editor.details.getByText('Describe a lighthouse').first().waitFor();
      await workbench.page.keyboard.press('Escape');
      await eventually(async () => assert.equal((await editor.shownRows()).length, ROWS.length));
      await editor.budget.fill(String(BEST.length));
      await editor.select();
      const output = path.join(workspace, `from-${name}.jsonl`);
      await editor.frame.getByRole('button', { name: 'Export…' }).click();
      await workbench.quickInput.entry('Selected rows, score order').click();
      await workbench.answerFileDialog(output);
      // The notification of the container before may still be there.
      await eventually(async () => {
        const exported = (await readFile(output, 'utf8')).trim().split('\n');
        assert.deepEqual(
          exported.map((line) => JSON.parse(line) as unknown),
          BEST,
        );
      });
    });
  }
});
