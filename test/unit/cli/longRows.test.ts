import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SelectionReport } from '../../support/commandLine';
import { ROOT } from '../../support/host/cache';
import { runCommand } from '../../support/host/command';
import { temporaryFolder } from '../../support/temporaryFolder';
import { missingModels } from './cliRunners';

const BUILT_CLI = path.join(ROOT, 'dist', 'cli.js');
const MEGABYTE = 1e6;

/** Runs in the command line's process: leaves its peak of resident memory, in KiB, in a file. */
const REPORT_PEAK = [
  "import { writeFileSync } from 'node:fs';",
  "import { isMainThread } from 'node:worker_threads';",
  'const report = () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS));',
  "if (isMainThread) process.on('exit', report);",
].join('');

describe('rows of many megabytes, on the built command line', () => {
  const folder = temporaryFolder();

  before(function () {
    const reason = existsSync(BUILT_CLI) ? missingModels() : 'dist/cli.js is not built';
    if (reason === undefined) return;
    console.log(`      skipped: ${reason}`);
    this.skip();
  });

  /** Output, and the peak of the process's memory in bytes. */
  async function run(command: string, rows: readonly unknown[], ...args: readonly string[]) {
    const pool = folder.write('pool.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const peakFile = folder.path('peak');
    const program = [`--import=data:text/javascript,${encodeURIComponent(REPORT_PEAK)}`, BUILT_CLI];
    const env = { ...process.env, DEITA_CACHE_DIR: folder.path('cache'), PEAK_FILE: peakFile };
    const output = await runCommand(process.execPath, [...program, command, pool, ...args], { cwd: ROOT, env });
    return { output, peak: 1024 * Number(await readFile(peakFile, 'utf8')) };
  }

  const story = (length: number): string => {
    const sentence = (index: number): string => `Then the fox went over hill number ${index} and rested by the river. `;
    return Array.from({ length: Math.ceil(length / 60) }, (_, index) => sentence(index))
      .join('')
      .slice(0, length);
  };

  const CUT = /^1 row was too long for the embedder and cut: about a million characters/m;

  function assertWithinBound(peak: number): void {
    assert.ok(peak < 600 * MEGABYTE, `${Math.round(peak / MEGABYTE)} MB`);
  }

  // One such character makes JavaScript keep two bytes for each of the others: of the row's text and again of its value.
  it('embed: a row of 100 MB with a wide character stays under 600 MB and says that it was cut', async () => {
    const text = story(100 * MEGABYTE);
    const output = `${text.slice(0, 50 * MEGABYTE)}한${text.slice(50 * MEGABYTE)}`;
    const result = await run('embed', [{ instruction: 'Tell me a long story.', output }]);
    assert.match(result.output, CUT);
    assertWithinBound(result.peak);
  });

  it('embed: a row of 200,000 turns stays under 600 MB and says that it was cut', async () => {
    const messages = Array.from({ length: 200_000 }, (_, turn) => [
      { role: 'user', content: `What did the fox do on hill number ${turn}, and why did it rest by the river?` },
      { role: 'assistant', content: `It went over hill ${turn} and rested by the river because it was tired.` },
    ]).flat();
    const result = await run('embed', [{ messages }]);
    assert.match(result.output, CUT);
    assertWithinBound(result.peak);
  });

  it('select: equal long rows are near-duplicates, rows that differ where they are not read are not', async () => {
    const text = story(3 * MEGABYTE);
    const place = 60_000;
    const other = `${text.slice(0, place)} dragon ${text.slice(place + 8)}`;
    const rows = [text, text, other].map((output) => ({ instruction: 'Tell me a long story.', output }));
    const { output } = await run('select', rows, '--budget', '-1', '--report', folder.path('report.json'));
    assert.match(output, /^ {2}3 rows were too long for the embedder and cut: about a million characters/m);
    const report = JSON.parse(await readFile(folder.path('report.json'), 'utf8')) as SelectionReport;
    assert.deepEqual(
      report.rows.map(({ status }) => status),
      ['selected', 'nearDuplicate', 'selected'],
    );
    assert.equal(report.rows[1]?.cosineSimilarity, 1);
  });
});
