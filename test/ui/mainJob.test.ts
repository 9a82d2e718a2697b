import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatCount, formatScore, formatSimilarity } from '../../src/wording/numbers';
import { type ReportRow, selectByCommandLine, type SelectionReport } from '../support/commandLine';
import { ROOT } from '../support/host/cache';
import { eventually } from '../support/eventually';
import { HOVER_TEXT_MS } from '../support/workbench/textEditor';
import type { DatasetEditor, ShownRow } from '../support/workbench/datasetEditor';
import { temporaryFolder } from '../support/workbench/installed';
import { startSession } from '../support/workbench/session';
import type { Workbench } from '../support/workbench/workbench';

const SAMPLE = path.join(ROOT, 'media', 'samples', 'instruction-mix.jsonl');
const FILE = 'instruction-mix.jsonl';
const BUDGET = 60;

/** Wide enough for all columns beside the details. */
const SIZE = { width: 1800, height: 900 };

describe('main job in the workbench', () => {
  let workbench: Workbench;
  let workspace: string;
  let editor: DatasetEditor;
  let expected: { readonly report: SelectionReport; readonly output: Buffer };

  before(async () => {
    expected = await selectByCommandLine(SAMPLE, await temporaryFolder('command-line'), BUDGET);
    ({ workbench, workspace } = await startSession({ [FILE]: { copyOf: SAMPLE } }, { size: SIZE }));
  });

  after(() => workbench.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  const reportOf = (lineNumber: number): ReportRow => {
    const row = expected.report.rows.find((candidate) => candidate.lineNumber === lineNumber);
    assert.ok(row !== undefined, `The report has no line ${lineNumber}.`);
    return row;
  };

  const lineOf = (rowIndex: number | undefined): number => {
    const row = expected.report.rows[rowIndex ?? -1];
    assert.ok(row !== undefined);
    return row.lineNumber;
  };

  const firstWith = (status: ReportRow['status']): ReportRow => {
    const row = expected.report.rows.find((candidate) => candidate.status === status);
    assert.ok(row !== undefined, `The sample has no row that is ${status}.`);
    return row;
  };

  it('opens a file from the Explorer in the dataset editor, with its rows', async () => {
    await workbench.openFromMenu(FILE);
    editor = workbench.datasetEditor;
    await editor.row(0).waitFor();
    const [first] = await editor.shownRows();
    assert.equal(first?.['Line'], '1');
    assert.match(first['Instruction'] ?? '', /^Design a rate limiter/);
    assert.equal(first['Status'] ?? '', '');
    for (const column of ['Evol', 'Complexity', 'Quality', 'Near-dup. of']) assert.ok(!(column in first), column);
  });

  it('selects, and shows status and scores of every row as the command line computes them', async () => {
    await editor.budget.fill(String(BUDGET));
    await editor.select();
    const { rows, selected, nearDuplicate, notReached, unscored } = expected.report.counts;
    const counts = (await editor.countTexts()).filter((text) => !text.endsWith('bad rows'));
    assert.deepEqual(counts, [
      `${rows} rows`,
      `${selected} selected`,
      `${nearDuplicate} near-duplicates`,
      `${notReached} not reached`,
      `${unscored} unscored`,
    ]);
    // Counts come first, rows a moment later.
    await editor
      .row(0)
      .filter({ hasText: /rank|Near-duplicate|Not reached/ })
      .waitFor();
    const seen = await readWholeTable(editor, workbench);
    assert.equal(seen.size, rows);
    for (const [lineNumber, row] of seen) assert.deepEqual(cellsOf(row), expectedCells(reportOf(lineNumber), lineOf));
  });

  it('shows in the details the scores of every turn', async () => {
    const row = expected.report.rows.find(({ complexityScores }) => (complexityScores?.length ?? 0) > 1);
    assert.ok(row?.complexityScores !== undefined && row.qualityScores !== undefined);
    await editor.goToLine(row.lineNumber);
    const cells = editor.details.locator('.turn-scores .score');
    const shown = row.complexityScores.flatMap((complexity, turn) => [complexity, row.qualityScores?.[turn]]);
    await eventually(async () => assert.deepEqual(await cells.allInnerTexts(), shown.map(formatScore)));
    await editor.details.getByRole('heading', { name: `Line ${row.lineNumber}` }).waitFor();
  });

  it('shows in the table the card that the text editor shows as a hover', async () => {
    const row = firstWith('nearDuplicate');
    await editor.goToLine(row.lineNumber);
    await editor.currentRow.getByRole('gridcell').nth(1).hover();
    await editor.card.waitFor();
    await eventually(async () => {
      const card = await editor.card.innerText();
      for (const part of cardParts(row, lineOf(row.nearDuplicateOf)))
        assert.ok(card.includes(part), `${part} in ${card}`);
    });
    await workbench.page.mouse.move(0, 0);
  });

  it('shows a near-duplicate beside the row it duplicates, jumps there, and back, in the table', async () => {
    const row = firstWith('nearDuplicate');
    await editor.goToLine(row.lineNumber);
    await editor.focusTable();
    await workbench.page.keyboard.press('d');
    await editor.frame.getByRole('heading', { name: 'Why a near-duplicate' }).waitFor();
    await workbench.page.keyboard.press('Shift+D');
    await editor.waitForCurrentLine(lineOf(row.nearDuplicateOf));
    assert.equal(reportOf(await editor.currentLine()).status, 'selected');
    await workbench.page.keyboard.press('b');
    await editor.waitForCurrentLine(row.lineNumber);
    await editor.currentRow.getByRole('link').click();
    await editor.waitForCurrentLine(lineOf(row.nearDuplicateOf));
  });

  it('walks the selected rows by command, in the order of the table: by rank', async () => {
    const [first, second] = expected.report.rows
      .filter(({ status }) => status === 'selected')
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    assert.ok(first !== undefined && second !== undefined);
    await editor.goToLine(first.lineNumber);
    await workbench.runCommand('DEITA: Next Chosen Row');
    await editor.waitForCurrentLine(second.lineNumber);
  });

  it('shows the same numbers in the hover of the text editor', async () => {
    const row = firstWith('nearDuplicate');
    await editor.goToLine(row.lineNumber);
    await workbench.page.getByRole('button', { name: 'Open as Text' }).first().click();
    await workbench.textEditor.waitForLine(row.lineNumber);
    await workbench.textEditor.lookAtHover(row.lineNumber, async (hover) => {
      await eventually(async () => {
        const text = await hover.innerText({ timeout: HOVER_TEXT_MS });
        for (const part of cardParts(row, lineOf(row.nearDuplicateOf)))
          assert.ok(text.includes(part), `${part} in ${text}`);
      }, HOVER_TEXT_MS);
      await workbench.screenshot('hover');
    });
    await workbench.page.keyboard.press('Escape');
  });

  it('comes back to the row at which the table was left', async () => {
    await workbench.tab(FILE).first().click();
    await editor.waitForCurrentLine(firstWith('nearDuplicate').lineNumber);
    await workbench.tab(FILE).last().click();
  });

  it('jumps from a near-duplicate to the row it duplicates, and back, in the text editor', async () => {
    const row = firstWith('nearDuplicate');
    const text = workbench.textEditor;
    await text.goToLine(row.lineNumber);
    await workbench.runCommand('DEITA: Jump to Near-Duplicate');
    await text.waitForLine(lineOf(row.nearDuplicateOf));
    await workbench.runCommand('DEITA: Go Back from Near-Duplicate');
    await text.waitForLine(row.lineNumber);
    await workbench.page.keyboard.press('F12');
    await text.waitForLine(lineOf(row.nearDuplicateOf));
  });

  it('exports what the command line writes, byte for byte', async () => {
    await workbench.showDatasetEditor();
    const output = path.join(workspace, 'exported.jsonl');
    await editor.frame.getByRole('button', { name: 'Export…' }).click();
    await workbench.quickInput.entry('Selected rows, score order').click();
    await workbench.answerFileDialog(output);
    await workbench.notification(`Exported ${BUDGET} rows`).waitFor();
    assert.deepEqual(await readFile(output), expected.output);
    const manifest = JSON.parse(await readFile(`${output}.deita.json`, 'utf8')) as Manifest;
    assert.equal(manifest.source.sha256, sha256(await readFile(SAMPLE)));
    assert.equal(manifest.output.sha256, sha256(expected.output));
  });
});

type Manifest = Readonly<Record<'source' | 'output', { readonly sha256: string }>>;

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** All rows by line number, read screen by screen as they come by. */
async function readWholeTable(editor: DatasetEditor, workbench: Workbench): Promise<Map<number, ShownRow>> {
  const seen = new Map<number, ShownRow>();
  await editor.focusTable();
  await workbench.page.keyboard.press('Home');
  const last = Number(await editor.table.getAttribute('aria-rowcount')) - 2;
  for (;;) {
    const position = await editor.currentPosition();
    await editor.rowsHaveArrived();
    for (const row of await editor.shownRows()) seen.set(Number(row['Line']?.replaceAll(',', '')), row);
    if (position === last) return seen;
    await workbench.page.keyboard.press('PageDown');
    await eventually(async () => assert.notEqual(await editor.currentPosition(), position));
  }
}

function cellsOf(row: ShownRow): Readonly<Record<string, string | undefined>> {
  const { Status: status, Evol: evol, Complexity: complexity, Quality: quality } = row;
  return { status, evol, complexity, quality, nearDuplicate: row['Near-dup. of'] };
}

function expectedCells(row: ReportRow, lineOf: (rowIndex: number | undefined) => number): ReturnType<typeof cellsOf> {
  const labels = { nearDuplicate: 'Near-duplicate', notReached: 'Not reached', unscored: 'Unscored' };
  const { cosineSimilarity } = row;
  return {
    status: row.status === 'selected' ? `Selected, rank ${formatCount(row.rank ?? 0)}` : labels[row.status],
    evol: formatScore(row.evolScore),
    complexity: formatScore(mean(row.complexityScores)),
    quality: formatScore(mean(row.qualityScores)),
    nearDuplicate:
      cosineSimilarity === undefined
        ? ''
        : `${formatCount(lineOf(row.nearDuplicateOf))}${formatSimilarity(cosineSimilarity)}`,
  };
}

function mean(scores: readonly number[] | undefined): number | undefined {
  return scores === undefined || scores.length === 0 ? undefined : scores.reduce((a, b) => a + b) / scores.length;
}

/** What both cards say about a near-duplicate. */
function cardParts(row: ReportRow, duplicatedLine: number): string[] {
  return [
    `Line ${formatCount(row.lineNumber)}`,
    `evol score ${formatScore(row.evolScore)}`,
    `near-duplicate of line ${formatCount(duplicatedLine)} (cosine similarity ${formatSimilarity(row.cosineSimilarity ?? 0)})`,
    ...(row.complexityScores ?? []).map(formatScore),
    ...(row.qualityScores ?? []).map(formatScore),
  ];
}
