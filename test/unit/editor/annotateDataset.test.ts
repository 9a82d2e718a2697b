import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DeitaError } from '../../../src/common/errors';
import { annotateDataset, type AnnotateDialogs, type NextStep } from '../../../src/editor/annotate/annotateDataset';
import { newDraft, resumedDraft, type AnnotateDraft } from '../../../src/editor/annotate/annotateDraft';
import { fault } from '../../../src/messages/say';
import type { AnnotateRequest, AnnotateSummary, RunOverview } from '../../../src/protocol/annotation';
import { useLanguage } from '../../../src/wording/language';
import { temporaryFolder } from '../../support/temporaryFolder';

const STATUS: AnnotateSummary['status'] = {
  ...{ chains: 40, done: 10, scored: 10, unscored: 0, monotone: 9, evolutions: { kept: 49, dropped: 1 } },
  ...{ dropReasons: {}, positionBias: 0.1, selfAgreement: 0.9, kendall: 0.95, requests: 70, tokens: 70_000 },
};
const PILOT: AnnotateSummary = {
  ...{ status: STATUS, complete: true, left: 0, rest: { chains: 30, requests: 210, tokens: 210_000 } },
};
const ALL: AnnotateSummary = {
  status: { ...STATUS, done: 40, scored: 40, monotone: 36 },
  ...{ complete: true, left: 0, rest: { chains: 0, requests: 0, tokens: 0 } },
};

describe('annotating in the editor', () => {
  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  const folder = temporaryFolder();

  /** An editor whose user answers so, and an engine that does the parts so. */
  function editor(options: {
    readonly draft?: Partial<AnnotateDraft>;
    readonly agrees?: boolean;
    readonly steps?: readonly (NextStep | undefined)[];
    readonly parts?: Partial<Record<AnnotateRequest['part'], readonly (AnnotateSummary | Error)[]>>;
    readonly chosen?: (runs: readonly RunOverview[]) => RunOverview | null;
  }) {
    const said: string[] = [];
    const requests: AnnotateRequest[] = [];
    const steps = [...(options.steps ?? [])];
    const parts = { pilot: [...(options.parts?.pilot ?? [PILOT])], all: [...(options.parts?.all ?? [ALL])] };
    const note = (what: string) => {
      said.push(what);
      return Promise.resolve();
    };
    const dialogs: AnnotateDialogs = {
      chooseRun: (runs) => Promise.resolve(options.chosen?.(runs)),
      askForRun: () =>
        Promise.resolve({ ...newDraft(''), model: 'acme/wise', rankModel: 'acme/wise', ...options.draft }),
      askToGoOn: (run) => Promise.resolve(resumedDraft(run, 'editor', '')),
      agrees: (message) => {
        said.push(message);
        return Promise.resolve(options.agrees ?? true);
      },
      withProgress: (_, work) => work({}),
      offer: (level, message, offered) => {
        said.push(`${level} [${offered.join(' ')}] ${message}`);
        return Promise.resolve(steps.shift());
      },
      inspect: (run) => note(`inspect ${path.basename(run)}`),
      train: (run) => note(`train ${path.basename(run)}`),
    };
    const answer = (method: string, params: unknown): unknown => {
      if (method === 'evol/estimate') {
        return { chains: 40, requests: 280, tokens: 1000, pilot: { chains: 10, requests: 70, tokens: 250 } };
      }
      if (method === 'evol/run') return overview((params as { readonly folder: string }).folder);
      const request = params as AnnotateRequest;
      requests.push(request);
      const next = parts[request.part].shift();
      if (next instanceof Error) throw next;
      return next;
    };
    const request = (method: string, params: unknown) => Promise.resolve().then(() => answer(method, params) as never);
    const uri = { fsPath: folder.path('pool.jsonl') };
    const run = (viewId?: string) =>
      annotateDataset({ uri, request }, viewId, { engine: { request }, dialogs, price: null });
    return { said, requests, run };
  }

  function overview(run: string): RunOverview {
    return {
      ...{ folder: run, fileName: 'pool.jsonl', createdAt: '', status: STATUS, working: false },
      counts: { all: 40, failed: 0, notMonotone: 0, ordersDisagree: 0, corrected: 0, notDone: 30 },
      parameters: {
        ...{ fileSha256: '', dimension: 'both', seeds: 20, sample: 'random', seed: 7, evolutions: 3, orders: 4 },
        ...{ model: 'acme/wise', rankModel: 'acme/wise', promptsHash: '' },
      },
    };
  }

  function beginRun(name: string): string {
    mkdirSync(folder.path(name), { recursive: true });
    writeFileSync(folder.path(`${name}/run.json`), '{}');
    return folder.path(name);
  }

  it('says what it takes, does a pilot, asks with its figures, goes on, and offers to train', async () => {
    const { said, requests, run } = editor({ steps: ['inspect', 'goOn', 'train'] });
    await run('table-1');
    assert.deepEqual(
      requests.map(({ part }) => part),
      ['pilot', 'all'],
    );
    const [first] = requests;
    assert.deepEqual(
      [path.basename(first?.folder ?? ''), first?.viewId, first?.caps, first?.models],
      ['pool.evol', 'table-1', { requests: 300 }, { kind: 'editor', model: 'acme/wise', rankModel: 'acme/wise' }],
    );
    assert.equal(first?.plan.seeds, 20);
    assert.match(said[0] ?? '', /pilot of 10 chains takes about 70 requests; all 40 chains .* about 280 requests/);
    assert.match(
      said[1] ?? '',
      /Of 10 scored chains 9 are monotone.* 0\.95.* 0\.90.* 0\.10.* other 30 chains take about 210 requests\.$/,
    );
    assert.equal(said[2], 'inspect pool.evol');
    assert.equal(said[3], said[1]);
    assert.match(said[4] ?? '', /^info \[inspect train\] All 40 chains are done: 40 scored, 36 monotone\.$/);
    assert.equal(said[5], 'train pool.evol');
  });

  it('asks nothing of a model before the user has agreed, and no more than the pilot unless they go on', async () => {
    const refused = editor({ agrees: false });
    await refused.run();
    assert.deepEqual(refused.requests, []);
    const left = editor({ steps: [undefined] });
    await left.run();
    assert.deepEqual(
      left.requests.map(({ part }) => part),
      ['pilot'],
    );
  });

  it('counts tokens and cost where a server is asked', async () => {
    const { said, requests, run } = editor({
      draft: { kind: 'server', baseUrl: 'http://localhost:8000/v1', model: 'm', rankModel: 'm', mostRequests: null },
      steps: ['goOn'],
    });
    await run();
    assert.deepEqual(requests[0]?.models, {
      ...{ kind: 'server', baseUrl: 'http://localhost:8000/v1', model: 'm', rankModel: 'm' },
    });
    assert.deepEqual(requests[0].caps, {});
    assert.match(said[1] ?? '', /about 210 requests, 210,000 tokens\.$/);
  });

  it('pauses with what to do, and goes on when told to', async () => {
    beginRun('pool.evol');
    const paused = new DeitaError('chatPaused', 'Nothing left.', 'Wait.');
    const { said, requests, run } = editor({
      chosen: ([first]) => first ?? null,
      parts: { all: [paused, new DeitaError('cancelled', 'Cancelled.'), ALL] },
      steps: ['goOn', 'goOn', undefined],
    });
    await run();
    assert.equal(requests.length, 3);
    assert.match(said[0] ?? '', /^warning \[goOn inspect\] Nothing left\. Wait\. 10 of 40 chains are done\.$/);
    assert.match(said[1] ?? '', /^info \[goOn inspect\] Paused\. 10 of 40 chains are done\.$/);
    assert.match(said[2] ?? '', /All 40 chains are done/);
  });

  it('says in the reader’s language why it pauses', async () => {
    beginRun('pool.evol');
    useLanguage({ tag: 'de', texts: { 'The editor has no model {model} now.': 'Der Editor hat {model} nicht mehr.' } });
    const gone = fault('chatModelGone', { model: 'acme/wise' });
    const { said, run } = editor({ chosen: ([first]) => first ?? null, parts: { all: [gone] }, steps: [undefined] });
    await run();
    assert.match(said[0] ?? '', /Der Editor hat acme\/wise nicht mehr\. Sign in/);
  });

  it('goes on with a run by its own parameters, its requests so far beside the new allowance', async () => {
    const begun = beginRun('pool.evol');
    const { requests, run } = editor({ chosen: ([first]) => first ?? null });
    await run();
    assert.deepEqual(
      requests.map(({ folder: run, part, plan, caps }) => [run, part, plan.seed, plan.evolutions, caps]),
      [[begun, 'all', 7, 3, { requests: 370 }]],
    );
  });

  it('begins another run beside those that there are, and takes no folder without a run for one', async () => {
    beginRun('pool.evol');
    mkdirSync(folder.path('pool-2.evol'));
    beginRun('pool-3.evol');
    const offered: string[] = [];
    const { requests, run } = editor({
      chosen: (runs) => {
        offered.push(...runs.map(({ folder: run }) => path.basename(run)));
        return null;
      },
    });
    await run();
    assert.deepEqual(offered, ['pool.evol', 'pool-3.evol']);
    assert.equal(path.basename(requests[0]?.folder ?? ''), 'pool-4.evol');
  });

  it('says why a part ended early, and leaves other failures to those who show them', async () => {
    const capped: AnnotateSummary = { ...PILOT, complete: false, stoppedBy: 'requests' };
    const { said, run } = editor({ parts: { pilot: [capped] }, steps: [undefined] });
    await run();
    assert.match(said[1] ?? '', /10 of 40 chains are done\. The most requests that it may make are made\.$/);
    const failing = editor({ parts: { pilot: [new DeitaError('runInUse', 'Another process works on it.')] } });
    await assert.rejects(failing.run(), { code: 'runInUse' });
  });
});
