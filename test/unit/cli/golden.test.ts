import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporaryFolder';
import { RUNNERS } from './cliRunners';

const GOLDEN = path.resolve(__dirname, '../../../../shared/golden');

interface GoldenCase {
  readonly budget: number;
  readonly threshold: number;
  /** Row indexes in rank order. */
  readonly selected: number[];
}

const CASES: readonly Omit<GoldenCase, 'selected'>[] = [
  { budget: 300, threshold: 0.9 },
  { budget: -1, threshold: 0.9 },
  { budget: -1, threshold: 0.7 },
  { budget: 500, threshold: 0.8 },
];

for (const runner of RUNNERS) {
  describe(`reference selections, ${runner.name}`, () => {
    const folder = temporaryFolder();

    for (const { budget, threshold } of CASES) {
      it(`budget ${budget}, threshold ${threshold}`, async function () {
        const reason = runner.unavailable ?? (existsSync(GOLDEN) ? undefined : 'the reference selections are not here');
        if (reason !== undefined) {
          console.log(`      skipped: ${reason}`);
          this.skip();
        }
        const source = path.join(GOLDEN, 'selection-2k.jsonl');
        const embeddings = path.join(GOLDEN, 'selection-2k.embeddings.npy');
        const result = await runner.run(
          [
            ...['select', source, '--scorer', 'precomputed', '--embeddings', embeddings],
            ...['--budget', String(budget), '--threshold', String(threshold)],
            ...['--report', folder.path('report.json'), '--output', folder.path('out.jsonl')],
          ],
          { cacheDir: folder.path('cache') },
        );
        assert.equal(result.code, 0, result.stderr);
        const expected = expectedFor(budget, threshold);
        assert.deepEqual(selectedOf(folder.path('report.json')), expected);
        const lines = readFileSync(source, 'utf8').split('\n');
        const output = readFileSync(folder.path('out.jsonl'), 'utf8');
        assert.equal(output, expected.map((row) => `${lines[row] ?? ''}\n`).join(''));
      });
    }
  });
}

function expectedFor(budget: number, threshold: number): number[] {
  const { cases } = readJson(path.join(GOLDEN, 'selection-2k.expected.json')) as { cases: GoldenCase[] };
  const found = cases.find((candidate) => candidate.budget === budget && candidate.threshold === threshold);
  assert.ok(found !== undefined);
  return found.selected;
}

function selectedOf(report: string): number[] {
  const { rows } = readJson(report) as { rows: { rowIndex: number; rank?: number }[] };
  const ranked = rows.filter(({ rank }) => rank !== undefined);
  return ranked.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ rowIndex }) => rowIndex);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
