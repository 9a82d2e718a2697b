import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keptRun } from '../../../src/dataset/keptRuns';
import {
  bringUpToDate,
  readListedRuns,
  type ListedDataset,
  type OpenDataset,
} from '../../../src/editor/runs/listedRuns';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { temporaryFolder } from '../../support/temporaryFolder';
import { fileUri, INFO } from './support/fakeEngine';

describe('listed runs', () => {
  const folder = temporaryFolder();

  function opened(name: string, finishedAt?: string): OpenDataset {
    const selection = finishedAt === undefined ? null : ({ finishedAt } as SelectionSummary);
    return { uri: fileUri(folder.path(name)), info: { ...INFO, selection } };
  }

  async function keep(dataset: string, name: string, selected: number, finishedAt: string): Promise<void> {
    const { file } = keptRun(folder.path(dataset), name);
    await mkdir(path.dirname(file), { recursive: true });
    const report = { counts: { selected }, parameters: {}, run: { finishedAt }, rows: [] };
    await writeFile(file, JSON.stringify(report));
  }

  const told = (listed: readonly ListedDataset[]) =>
    listed.map(({ dataset, runs }) => [
      path.basename(dataset.fsPath),
      ...runs.map(({ run, head, isShown }) => `${run.name}: ${head.selected}${isShown ? ', shown' : ''}`),
    ]);

  it('are those of each dataset that has some, with the one that is shown', async () => {
    await keep('pool.jsonl', 'short', 3, 'noon');
    await keep('pool.jsonl', 'long', 5, 'one');
    const listed = await readListedRuns([opened('pool.jsonl', 'one'), opened('none.jsonl')]);
    assert.deepEqual(told(listed), [['pool.jsonl', 'long: 5 rows, shown', 'short: 3 rows']]);
  });

  it('stay as they are while nothing changes', async () => {
    await keep('pool.jsonl', 'short', 3, 'noon');
    const [listed, read] = [await readListedRuns([opened('pool.jsonl')]), await readListedRuns([opened('pool.jsonl')])];
    assert.deepEqual(bringUpToDate(listed, read), []);
  });

  it('change one by one, the entries staying the same objects', async () => {
    await keep('pool.jsonl', 'long', 5, 'one');
    await keep('pool.jsonl', 'short', 3, 'noon');
    await keep('pool.jsonl', 'third', 1, 'two');
    const listed = await readListedRuns([opened('pool.jsonl', 'one')]);
    const entries = [...(listed[0]?.runs ?? [])];
    await keep('pool.jsonl', 'third', 2, 'two');
    const changed = bringUpToDate(listed, await readListedRuns([opened('pool.jsonl', 'noon')]));
    assert.deepEqual(told(listed), [['pool.jsonl', 'long: 5 rows', 'short: 3 rows, shown', 'third: 2 rows']]);
    assert.ok(changed?.every((entry, at) => entry === entries[at]));
    assert.equal(changed?.length, 3);
    const back = bringUpToDate(listed, await readListedRuns([opened('pool.jsonl')]));
    assert.deepEqual(back, [entries[1]]);
  });

  it('are others in their dataset alone where one is kept, renamed or deleted', async () => {
    await keep('pool.jsonl', 'long', 5, 'one');
    await keep('other.jsonl', 'its own', 7, 'three');
    const sessions = [opened('pool.jsonl'), opened('other.jsonl')];
    const listed = await readListedRuns(sessions);
    const [pool] = listed;
    const look = async () => bringUpToDate(listed, await readListedRuns(sessions));
    await keep('pool.jsonl', 'short', 3, 'noon');
    assert.deepEqual(await look(), [pool]);
    assert.deepEqual(told(listed), [
      ['pool.jsonl', 'long: 5 rows', 'short: 3 rows'],
      ['other.jsonl', 'its own: 7 rows'],
    ]);
    const file = (name: string): string => keptRun(folder.path('pool.jsonl'), name).file;
    await rename(file('short'), file('a short one'));
    assert.deepEqual(await look(), [pool]);
    await rm(file('long'));
    assert.deepEqual(await look(), [pool]);
    assert.deepEqual(told(listed)[0], ['pool.jsonl', 'a short one: 3 rows']);
  });

  it('are others altogether where a dataset comes or goes', async () => {
    await keep('pool.jsonl', 'long', 5, 'one');
    await keep('other.jsonl', 'its own', 7, 'three');
    const [pool, other] = [opened('pool.jsonl'), opened('other.jsonl')];
    const listed = await readListedRuns([pool]);
    assert.equal(bringUpToDate(listed, await readListedRuns([pool, other])), undefined);
    assert.equal(bringUpToDate(listed, await readListedRuns([])), undefined);
    assert.deepEqual(told(listed), [['pool.jsonl', 'long: 5 rows']]);
  });
});
