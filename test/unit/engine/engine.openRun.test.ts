import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inEnglish } from '../../../src/messages/wording';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

/** With near-duplicates, rows that are cut, in another language and not scored, and one that is no row. */
const CONTENT = `${toJsonLines([
  ...poolRows(14, 5),
  { instruction: 'unscorable thing', output: 'x' },
  { instruction: 'foreign words', output: 'y' },
  { instruction: 'long text', output: 'z' },
])}{"instruction": \n`;

describe('engine: runs that were made earlier', () => {
  const fixture = new EngineFixture();

  async function opened(engine = fixture.start()) {
    const file = await fixture.folder.write('pool.jsonl', CONTENT);
    return { engine, file, info: await engine.request('dataset/open', { path: file }) };
  }

  async function report(engine: Engine, { datasetId }: DatasetInfo, name: string): Promise<string> {
    const outputPath = fixture.folder.path(name);
    await engine.request('dataset/report', { datasetId, outputPath, overwrite: true, hashed: true });
    return outputPath;
  }

  const openRun = (engine: Engine, { datasetId }: DatasetInfo, run: string) =>
    engine.request('dataset/openRun', { datasetId, path: run });

  const REQUESTS = {
    'Repr Filter': { budget: 4 },
    'without a budget': { budget: -1 },
    'a condition and a quota': { budget: 6, where: 'turns >= 1', quotas: [{ signal: 'format', share: 50 }] },
    'the longest': { strategy: 'none', rankBy: 'total-length', budget: 5 },
    random: { strategy: 'none', rankBy: 'random', seed: 3, budget: 5 },
    'k-center': { strategy: 'k-center', budget: 5 },
  } as const;
  for (const [name, request] of Object.entries(REQUESTS)) {
    it(`show every row as it was: ${name}`, async () => {
      const { engine, info } = await opened();
      await engine.request('dataset/select', {
        ...{ datasetId: info.datasetId, scorer: EMBEDDED, embedder: EMBEDDED, threshold: 0.9 },
        ...request,
      });
      const rows = await allRows(engine, info);
      const run = await report(engine, info, 'run.json');
      const other = fixture.start(new StubModels('another scorer'));
      const again = await other.request('dataset/open', { path: path.join(path.dirname(run), 'pool.jsonl') });
      if (!('rankBy' in request)) await select(other, again, { budget: 2 }); // Scores that are known stay otherwise.
      await openRun(other, again, run);
      // A report has reasons in English alone.
      const statuses = (shown: typeof rows) =>
        shown.map(({ status, rank, reason = '' }) => ({ status, rank, reason: inEnglish(reason) }));
      assert.deepEqual(statuses(await allRows(other, again)), statuses(rows));
      assert.equal(await readFile(await report(other, again, 'again.json'), 'utf8'), await readFile(run, 'utf8'));
    });
  }

  it('stay when the dataset is opened again, and ask no model', async () => {
    const cache = fixture.folder.path('cache');
    const { engine, info, file } = await opened(fixture.start(undefined, cache));
    await select(engine, info, { budget: 4 });
    const run = await report(engine, info, 'run.json');
    await select(engine, info, { budget: 2 });
    await openRun(engine, info, run);
    await engine.dispose();
    const models = new StubModels();
    const next = fixture.start(models, cache);
    const { selection } = await next.request('dataset/open', { path: file });
    assert.equal(selection?.counts.selected, 4);
    assert.deepEqual([models.scored, models.embedded], [[], []]);
  });

  it('are refused for other bytes, even as many, and for what is no report', async () => {
    const { engine, info, file } = await opened();
    await select(engine, info, { budget: 4 });
    const run = await report(engine, info, 'run.json');
    const refused = (place: string, message: RegExp) =>
      assert.rejects(openRun(engine, info, place), (error: Error) => message.test(error.message));
    for (const content of [
      '{}',
      '[1]',
      'no JSON',
      '{"rows": []}',
      (await readFile(run, 'utf8')).replace('"run"', '"r"'),
    ])
      await refused(await fixture.folder.write('other.json', content), /other\.json is no report of a selection/);
    await refused(fixture.folder.path('missing.json'), /missing\.json cannot be read/);
    const changed = CONTENT.replace('answer 3', 'answer 5');
    assert.equal(changed.length, CONTENT.length);
    await writeFile(file, changed);
    await refused(run, /run\.json was made of another content of pool\.jsonl/);
    await writeFile(file, CONTENT);
    await openRun(engine, info, run);
    await appendFile(file, toJsonLines(poolRows(1)));
    await refused(run, /run\.json was made of another content of pool\.jsonl/);
  });

  it('are refused where other texts were edited', async () => {
    const { engine, info } = await opened();
    const { datasetId } = info;
    await engine.request('dataset/open', { path: fixture.folder.path('pool.jsonl'), showDecisions: true });
    await select(engine, info, { budget: 4 });
    const run = await report(engine, info, 'run.json');
    await engine.request('decisions/edit', { datasetId, rowIndex: 0, texts: { '/output': 'another text' } });
    await assert.rejects(openRun(engine, info, run), /made when other texts of the rows were edited/);
    await engine.request('decisions/undo', { datasetId });
    assert.equal((await openRun(engine, info, run)).counts.selected, 4);
  });

  it('are opened from the manifest of their rows: those that were selected, with their ranks', async () => {
    const { engine, info } = await opened();
    const { datasetId } = info;
    await select(engine, info, { budget: 4 });
    const ranked = (await allRows(engine, info)).map(({ rank }) => rank);
    const manifests = new Map<string, string>();
    for (const order of ['score', 'file'] as const) {
      const outputPath = fixture.folder.path(`${order}.jsonl`);
      const rows = { rows: 'selected', order, withScores: false } as const;
      const { manifestPath } = await engine.request('dataset/export', {
        datasetId,
        outputPath,
        overwrite: true,
        ...rows,
      });
      manifests.set(order, manifestPath);
    }
    await select(engine, info, { budget: 2 });
    const { counts } = await openRun(engine, info, manifests.get('score') ?? '');
    assert.equal(counts.selected, 4);
    const shown = await allRows(engine, info);
    assert.deepEqual(
      shown.map(({ rank }) => rank),
      ranked,
    );
    assert.ok(shown.every(({ status, rank }) => (status === 'selected') === (rank !== undefined)));
    await assert.rejects(openRun(engine, info, manifests.get('file') ?? ''), /the ranks they had are not known/);
    const [first = ''] = (await readFile(fixture.folder.path('score.jsonl'), 'utf8')).split('\n');
    await writeFile(fixture.folder.path('score.jsonl'), `${first}\n`);
    await assert.rejects(
      openRun(engine, info, manifests.get('score') ?? ''),
      /tells of one row, where 4 were selected/,
    );
  });
});
