import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { claimRun } from '../../../src/evol/run/runClaim';
import { OpenRun, readRun } from '../../../src/evol/run/runFolder';
import { spentOn } from '../../../src/evol/run/sentRequest';
import { evolModel } from '../../support/servers/evolModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { deita, inspectJson, writePool } from './evolFixture';
import { writeRun } from './writtenRun';

const CHAIN = 'complexity-3-0';

/** The files of a folder that this process has open. */
function openFilesIn(place: string): string[] {
  const descriptors = readdirSync('/proc/self/fd');
  return descriptors.map(targetOf).filter((file) => file.startsWith(realpathSync(place)));
}

/** '' = closed meanwhile, as that of the listing itself. */
function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}

describe('the folder of an annotation run', () => {
  const folder = temporaryFolder();
  const start = recordingServers();

  const annotate = (baseUrl: string, ...more: string[]): string[] => [
    ...['evol', 'annotate', writePool(folder, 20), '--run', folder.path('r.evol'), '--base-url', baseUrl],
    ...['--model', 'stand-in', '--seeds', '4', '--yes', '--json', ...more],
  ];

  /** A file of the run, and what it becomes. */
  const damages: Readonly<Record<string, readonly [name: string, text: string, message: RegExp]>> = {
    'a description that is null': ['run.json', 'null', /run\.json is damaged/],
    'a description without parameters': ['run.json', '{"version": 1, "seeds": []}', /run\.json is damaged/],
    'a description of a later version': [
      'run.json',
      '{"version": 2}',
      /r\.evol holds a run of a later version of DEITA/,
    ],
    'a description of an earlier version': ['run.json', '{"version": 0}', /run\.json is damaged/],
    'a description that was cut': ['run.json', '{"version": 1, "parame', /run\.json is damaged/],
    'an empty description': ['run.json', '', /run\.json is damaged/],
    'an answer that is null': ['answers.jsonl', 'null\n', /Line 1 of .*answers\.jsonl is no answer.\nTake the damaged/],
    'an answer without a key': ['answers.jsonl', '{"answer": "x", "tokens": 1}\n', /is no answer/],
    'an answer that is no text': ['answers.jsonl', '{"key": "x", "answer": 5, "tokens": 1}\n', /is no answer/],
    'an answer of unknown size': ['answers.jsonl', '{"key": "x", "answer": "y"}\n', /is no answer/],
    'a line that is no JSON': ['answers.jsonl', '\n{"key":\n', /Line 2 of .*answers\.jsonl is no answer/],
    'a request that is null': ['requests.jsonl', 'null\n', /Line 1 of .*requests\.jsonl is no request/],
    'a correction that is null': ['corrections.jsonl', 'null\n', /Line 1 of .*corrections\.jsonl is no correction/],
    'a correction with a text for a score': [
      'corrections.jsonl',
      `{"chain": "${CHAIN}", "step": 1, "score": "4"}\n`,
      /is no correction\.\nA correction names a chain/,
    ],
  };
  for (const [count, value] of [
    ['orders', 0],
    ['evolutions', -1],
    ['seed', 0.5],
  ] as const) {
    it(`says that it is damaged when it has ${value} ${count}`, async () => {
      const run = writeRun(folder);
      const description = JSON.parse(readFileSync(`${run}/run.json`, 'utf8')) as { readonly parameters: object };
      const parameters = { ...description.parameters, [count]: value };
      folder.write('r.evol/run.json', JSON.stringify({ ...description, parameters }));
      const { code, stderr } = await deita(folder, ['evol', 'status', '--run', run]);
      assert.equal(code, 1);
      assert.match(stderr, /run\.json is damaged/);
    });
  }

  it('is read also where an editor put a mark of byte order in front of its files', async () => {
    const run = writeRun(folder);
    for (const name of ['run.json', 'answers.jsonl']) {
      folder.write(`r.evol/${name}`, `\uFEFF${readFileSync(`${run}/${name}`, 'utf8')}`);
    }
    const { chains } = await inspectJson(folder, run);
    assert.deepEqual([chains.length, chains[0]?.done], [1, true]);
  });

  for (const [title, [name, text, message]] of Object.entries(damages)) {
    it(`says where it is damaged: ${title}`, async () => {
      const run = writeRun(folder);
      folder.write(`r.evol/${name}`, text);
      for (const command of ['status', 'inspect']) {
        const { code, stdout, stderr } = await deita(folder, ['evol', command, '--run', run, '--json']);
        assert.deepEqual([code, stdout], [1, ''], stderr);
        assert.match(stderr, message);
        assert.doesNotMatch(stderr, /internal error/);
      }
    });
  }

  it('is not taken for an empty one when its description cannot be read', async () => {
    const server = await start(evolModel());
    const run = writeRun(folder);
    rmSync(`${run}/run.json`);
    mkdirSync(`${run}/run.json`);
    for (const args of [['evol', 'status', '--run', run], annotate(server.baseUrl)]) {
      const { code, stderr } = await deita(folder, args);
      assert.equal(code, 1);
      assert.match(stderr, /run\.json cannot be read/);
    }
    assert.equal(server.requests.length, 0);
  });

  it('counts a last line without a line break when it is whole, and goes on below it', async () => {
    const run = writeRun(folder);
    const correction = JSON.stringify({ chain: CHAIN, step: 1, score: 6, at: '2026-01-01' });
    writeFileSync(`${run}/corrections.jsonl`, correction);
    assert.equal((await inspectJson(folder, run)).chains[0]?.variants[1]?.score, 6);
    rmSync(run, { recursive: true });

    const { baseUrl } = await start(evolModel());
    assert.equal((await deita(folder, annotate(baseUrl, '--max-requests', '9'))).code, 1);
    const answers = folder.path('r.evol/answers.jsonl');
    writeFileSync(answers, readFileSync(answers, 'utf8').trimEnd());
    assert.equal((await deita(folder, annotate(baseUrl))).code, 0);
    const keys = readFileSync(answers, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { key: string }).key);
    assert.deepEqual([keys.length, new Set(keys).size], [8 * 7, 8 * 7]);
  });

  it('is given back, and its files with it, when one of them cannot be brought to the disk', async function () {
    if (process.platform !== 'linux') {
      console.log('      skipped: needs the open files that Linux lists, and a file that it cannot bring to the disk');
      this.skip();
    }
    const run = writeRun(folder);
    rmSync(`${run}/answers.jsonl`);
    symlinkSync('/dev/null', `${run}/answers.jsonl`);
    const { parameters } = (await readRun(run)).description;
    const opened = await OpenRun.open(run, parameters, () => assert.fail('there is a run'));
    assert.equal(openFilesIn(run).length, 1);
    await assert.rejects(opened.close(), { code: 'outputFailed' });
    assert.deepEqual(openFilesIn(run), []);
    await (await claimRun(run)).release();
  });

  it('is worked on by one process at a time', async () => {
    let asked = (): void => undefined;
    let answer = (): void => undefined;
    const firstAsked = new Promise<void>((resolve) => (asked = resolve));
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const server = await start(evolModel({ onRequest: () => (asked(), mayAnswer) }));
    const first = deita(folder, annotate(server.baseUrl, '--concurrency', '1'));
    await firstAsked;
    const second = await deita(folder, annotate(server.baseUrl));
    assert.deepEqual([second.code, second.stdout], [1, '']);
    assert.match(second.stderr, /Another process works on .*r\.evol: \d+ on .*\nWait for it to end/);
    assert.equal(server.requests.length, 1);
    assert.equal((await deita(folder, ['evol', 'status', '--run', folder.path('r.evol')])).code, 0);
    answer();
    assert.equal((await first).code, 0);
    assert.equal(server.requests.length, 8 * 7);
    assert.deepEqual(claims(), []);
  });

  it('is free again when the process that worked on it has ended, and not when that is on another machine', async () => {
    const { baseUrl } = await start(evolModel());
    mkdirSync(folder.path('r.evol'));
    const { pid } = spawnSync(process.execPath, ['--version']);
    const host = os.hostname().replace(/[^\w.-]/g, '_');
    folder.write(`r.evol/running-${pid}-${randomUUID()}-${host}`, '');
    folder.write(`r.evol/running-${process.pid}-${randomUUID()}-${host}`, ''); // An earlier process had this number.
    assert.equal((await deita(folder, annotate(baseUrl))).code, 0);
    assert.deepEqual(claims(), []);
    const elsewhere = `running-${process.pid}-${randomUUID()}-elsewhere`;
    folder.write(`r.evol/${elsewhere}`, '');
    const refused = await deita(folder, annotate(baseUrl));
    assert.equal(refused.code, 1);
    assert.ok(refused.stderr.includes(`if it no longer runs, delete ${folder.path('r.evol')}/${elsewhere}.`));
    assert.deepEqual(claims(), [elsewhere]);
  });

  it('goes to exactly one of several that come at once', async () => {
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => claimRun(folder.path('.'))));
    assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected', 'rejected']);
  });

  it('keeps counting what a killed process may have paid for, once it is asked again and answered', () => {
    const answered = { key: 'a', prompt: '', answer: '', model: 'm', tokens: 10, ms: 1 };
    const sent = { key: 'a', tokens: 1000 };
    const repeated = { ...sent, repeatsUnpaid: true } as const;
    assert.deepEqual(spentOn([answered], [sent]), { requests: 1, tokens: 10 });
    assert.deepEqual(spentOn([], [sent]), { requests: 1, tokens: 1000 });
    assert.deepEqual(spentOn([answered], [sent, sent]), { requests: 2, tokens: 1010 });
    assert.deepEqual(spentOn([answered], [sent, repeated]), { requests: 2, tokens: 10 });
    assert.deepEqual(spentOn([answered], [sent, repeated, sent]), { requests: 3, tokens: 1010 });
  });

  it('notes which requests repeat one that cost nothing', async () => {
    const { baseUrl } = await start(evolModel({ statuses: [500, 429], refusesFormat: true }));
    const { code, stdout, stderr } = await deita(folder, annotate(baseUrl, '--concurrency', '1'));
    assert.equal(code, 0, stderr);
    const { requests, tokens } = JSON.parse(stdout) as { requests: number; tokens: number };
    const answers = readFileSync(folder.path('r.evol/answers.jsonl'), 'utf8').trimEnd().split('\n');
    const told = answers.map((line) => (JSON.parse(line) as { tokens: number }).tokens);
    assert.deepEqual([requests, tokens], [8 * 7 + 3, told.reduce((sum, each) => sum + each, 0)]);
  });

  function claims(): string[] {
    return readdirSync(folder.path('r.evol')).filter((name) => name.startsWith('running-'));
  }
});
