import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Random } from '../../../src/common/random';
import { FollowedRun } from '../../../src/evol/inspect/followedRun';
import { inspectRun } from '../../../src/evol/inspect/inspectRun';
import { readRun } from '../../../src/evol/run/runFolder';
import { evolModel } from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { deita, writePool } from './evolFixture';

const FILES = ['answers.jsonl', 'requests.jsonl'] as const;

describe('a run that is followed', () => {
  const folder = temporaryFolder();
  const start = recordingServers();

  /** @returns the folder of a finished run and its files, which can be put back piece by piece */
  async function finishedRun() {
    const { baseUrl } = await start(evolModel({ noise: 0.3, faults: { refuses: 0.1, brokenJson: 0.2, ranked: 0.2 } }));
    const run = folder.path('r.evol');
    const { code, stderr } = await deita(folder, [
      ...['evol', 'annotate', writePool(folder, 20), '--run', run, '--base-url', baseUrl],
      ...['--model', 'stand-in', '--seeds', '8', '--yes'],
    ]);
    assert.equal(code, 0, stderr);
    return { run, bytes: FILES.map((name) => readFileSync(`${run}/${name}`)) };
  }

  async function assertReadWhole(followed: FollowedRun, run: string): Promise<void> {
    assert.deepEqual((await followed.read()).inspected, inspectRun(await readRun(run)));
  }

  it('says at any moment what reading all of it says, lines that are half written included', async () => {
    const { run, bytes } = await finishedRun();
    for (const name of FILES) rmSync(`${run}/${name}`);
    const followed = new FollowedRun(run);
    await assertReadWhole(followed, run);
    const random = new Random(7);
    const at = bytes.map(() => 0);
    while (bytes.some(({ length }, file) => (at[file] ?? 0) < length)) {
      for (const [file, name] of FILES.entries()) {
        const from = at[file] ?? 0;
        at[file] = from + random.below(12_000);
        appendFileSync(`${run}/${name}`, bytes[file]?.subarray(from, at[file]) ?? '');
      }
      await assertReadWhole(followed, run);
    }
    assert.ok((await followed.read()).inspected.chains.every(({ done }) => done));
  });

  it('works out again the chains alone that something new is about', async () => {
    const { run, bytes } = await finishedRun();
    const lines = bytes[0]?.toString().split(/(?<=\n)/) ?? [];
    writeFileSync(`${run}/answers.jsonl`, lines.slice(0, -1).join(''));
    const followed = new FollowedRun(run);
    const before = (await followed.read()).inspected.chains;
    assert.equal((await followed.read()).inspected.chains, before);
    const last = lines.at(-1) ?? '';
    appendFileSync(`${run}/answers.jsonl`, last);
    const after = (await followed.read()).inspected.chains;
    const [chain = ''] = (JSON.parse(last) as { readonly key: string }).key.split('/');
    assert.deepEqual(
      after.filter((one, place) => one !== before[place]).map(({ id }) => id),
      [chain],
    );
    writeFileSync(`${run}/corrections.jsonl`, `${JSON.stringify({ chain, step: 0, score: 6, at: '' })}\n`);
    const corrected = (await followed.read()).inspected.chains;
    assert.equal(corrected.filter((one, place) => one !== after[place]).length, 1);
    await assertReadWhole(followed, run);
    rmSync(`${run}/corrections.jsonl`);
    await assertReadWhole(followed, run);
  });

  it('is read as a whole again when its files were edited, cut or put in another’s place', async () => {
    const { run, bytes } = await finishedRun();
    const followed = new FollowedRun(run);
    await followed.read();
    const [answers = Buffer.alloc(0)] = bytes;
    const lines = answers.toString().split(/(?<=\n)/);
    const description = readFileSync(`${run}/run.json`, 'utf8');
    for (const [name, text] of [
      ['answers.jsonl', lines.slice(0, 20).join('')],
      ['answers.jsonl', [...lines.slice(5), ...lines].join('')],
      ['answers.jsonl', ''],
      ['requests.jsonl', ''],
      ['run.json', description.replace('"orders": 2', '"orders": 1')],
    ] as const) {
      writeFileSync(`${run}/${name}`, text);
      await assertReadWhole(followed, run);
    }
  });

  it('tells of a damaged line by its place in the file, and goes on once that is taken away', async () => {
    const { run, bytes } = await finishedRun();
    const followed = new FollowedRun(run);
    await followed.read();
    appendFileSync(`${run}/answers.jsonl`, 'nonsense\n');
    const count = bytes[0]?.toString().split('\n').length ?? 0;
    await assert.rejects(followed.read(), new RegExp(`Line ${count} of .*answers\\.jsonl is no answer`));
    await assert.rejects(followed.read(), /is no answer/);
    writeFileSync(`${run}/answers.jsonl`, bytes[0] ?? '');
    await assertReadWhole(followed, run);
  });
});
