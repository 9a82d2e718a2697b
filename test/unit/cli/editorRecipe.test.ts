import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { SelectionRequest } from '../../../src/protocol/selection';
import { npyOf } from '../../support/npy';
import { RUNNERS } from './cliRunners';
import { EngineFixture, PRECOMPUTED } from '../engine/engineFixture';
import { toJsonLines } from '../engine/poolFiles';

const ROWS = 40;
const TOPICS = ['maths', 'code', 'a, b:c'];
/** Many are equal in what they are ranked by; every eighth has no scores. */
const row = (at: number): object => ({
  ...{ instruction: `Explain number ${at}.`, output: 'It is like this. '.repeat(1 + (at % 4)), topic: TOPICS[at % 3] },
  ...(at % 8 === 7 ? {} : { complexity_scores: [1 + (at % 3)], quality_scores: [1 + (at % 5)] }),
  ...(at % 2 === 0 ? { tags: [`t${at % 5}`] } : {}),
});
const EMBEDDINGS = Array.from({ length: ROWS }, (_, at) => [1 + (at % 3), at % 4, (at * 7) % 5]);

/** As the editor asks for them. */
const STRATEGIES: Readonly<Record<string, Partial<SelectionRequest>>> = {
  DEITA: { strategy: 'repr-filter', threshold: 0.95, scorer: PRECOMPUTED, budget: 9 },
  'facility location of a share': {
    ...{ strategy: 'facility-location', rankBy: 'field:reward', ascending: true, alpha: 0.4 },
    ...{ budget: -1, budgetShare: 30 },
  },
  'random rows within a budget of tokens': {
    strategy: 'none',
    rankBy: 'random',
    seed: 7,
    budget: -1,
    budgetTokens: 150,
  },
  'InsTag diversity': { strategy: 'instag', rankBy: 'total-length', tags: 'field:tags', budget: -1 },
};
const NEEDS_EMBEDDINGS = ['repr-filter', 'facility-location'];
const LIMITS = {
  where: 'turns <= 1 and (field:reward >= 1 or field:topic = "a, b:c")',
  quotas: [
    {
      signal: 'field:topic',
      caps: [
        { value: 'maths', rows: 1 },
        { value: 'a, b:c', rows: 3 },
      ],
    },
    { signal: 'source', share: 70 },
  ],
} as const;

interface Written {
  readonly rows: string;
  readonly report: string;
}

describe('a recipe of what the editor shows', () => {
  const fixture = new EngineFixture();
  const { folder } = fixture;

  /** Two files as one pool with decisions by hand and two signals more, one of them of a second file. */
  async function shown(engine: Engine): Promise<DatasetInfo> {
    const all = Array.from({ length: ROWS }, (_, at) => row(at));
    const sources = [
      await folder.write('first.jsonl', toJsonLines(all.slice(0, 15))),
      await folder.write('second.json', JSON.stringify(all.slice(15))),
    ];
    const path = folder.path('both.deita-pool.json');
    await engine.request('pool/make', { sources, outputPath: path, overwrite: false });
    const info = await engine.request('dataset/open', { path, showDecisions: true, showSignals: true });
    const { datasetId } = info;
    const decide = (rowIndexes: number[], kind: 'keep' | 'drop') =>
      engine.request('decisions/add', { datasetId, rowIndexes, decisions: [{ kind }] });
    await decide([15, 31], 'keep');
    await decide([2, 20], 'drop');
    const file = await folder.write('rewards.jsonl', toJsonLines(all.map((_, at) => ({ reward: at % 4 }))));
    const names = ['total-length', 'field:reward'];
    await engine.request('dataset/signals', { datasetId, names, rows: false, add: true, join: { file } });
    return info;
  }

  async function written(): Promise<Written> {
    return {
      rows: await readFile(folder.path('selected.jsonl'), 'utf8'),
      report: await readFile(folder.path('report.json'), 'utf8'),
    };
  }

  for (const runner of RUNNERS) {
    for (const [title, request] of Object.entries(STRATEGIES)) {
      it(`gives the same bytes in a shell, and again: ${title}, ${runner.name}`, async function () {
        if (runner.unavailable !== undefined) {
          console.log(`      skipped: ${runner.unavailable}`);
          this.skip();
        }
        const engine = fixture.start();
        const { datasetId } = await shown(engine);
        const embeddings = await folder.write('both.npy', npyOf(EMBEDDINGS));
        const embedder = { kind: 'file', path: embeddings } as const;
        const asked = { ...request, ...(NEEDS_EMBEDDINGS.includes(request.strategy ?? '') ? { embedder } : {}) };
        const join = { file: folder.path('rewards.jsonl') };
        await engine.request('dataset/select', { datasetId, ...(asked as SelectionRequest), ...LIMITS, join });
        const target = { datasetId, overwrite: false } as const;
        const what = { rows: 'selected', order: 'score', withScores: false } as const;
        const outputs = { output: folder.path('selected.jsonl'), report: folder.path('report.json') };
        const recipe = folder.path('both.deita.recipe.yaml');
        await engine.request('dataset/recipe', { ...target, outputPath: recipe, order: 'score', outputs });
        await engine.request('dataset/export', { ...target, ...what, outputPath: outputs.output });
        await engine.request('dataset/report', { ...target, outputPath: outputs.report, reproducible: true });
        const inEditor = await written();
        const told = [
          /"kept by hand"/,
          /"dropped by hand"/,
          /does not meet the condition/,
          /quota of .* is full/,
          /"field:reward":3/,
        ];
        for (const each of told) assert.ok(each.test(inEditor.report), `the report does not hold ${each.source}`);
        for (const time of ['first', 'second']) {
          const options = { cacheDir: folder.path('cache') };
          const { code, stderr } = await runner.run(['run', recipe, '--overwrite'], options);
          assert.equal(code, 0, stderr);
          assert.deepEqual(await written(), inEditor, `the ${time} time`);
        }
      });
    }
  }
});
