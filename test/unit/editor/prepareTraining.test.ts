import assert from 'node:assert/strict';
import path from 'node:path';
import { DeitaError } from '../../../src/common/errors';
import {
  preparePairs,
  prepareTraining,
  type PairsDialogs,
  type PrepareDialogs,
} from '../../../src/editor/prepareTraining/prepareTraining';
import { fault } from '../../../src/messages/say';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { PrepareRequest, PrepareSummary } from '../../../src/protocol/fineTuning';
import { useLanguage } from '../../../src/wording/language';

const FILE = path.resolve('/data/pool.jsonl');
const FOLDER = path.resolve('/data/pool-training');
/** What is asked, and what is told of it, is all that the command looks at. */
const SELECTION = {} as NonNullable<DatasetInfo['selection']>;
const DATASET = { uri: { fsPath: FILE }, info: { datasetId: 'd', selection: SELECTION } };
const SUMMARY = { folder: FOLDER } as PrepareSummary;

describe('training prepared in the editor', () => {
  before(() => useLanguage({ tag: 'en', texts: {} }));

  function editor(options: {
    readonly results?: readonly (PrepareSummary | Error)[];
    readonly replaces?: boolean;
    readonly dialogs?: Partial<PrepareDialogs>;
  }) {
    const requests: PrepareRequest[] = [];
    const shown: string[] = [];
    const questions: string[] = [];
    const proposed: (string | number)[] = [];
    const results = [...(options.results ?? [SUMMARY])];
    const dialogs: PrepareDialogs = {
      askForTrainer: () => Promise.resolve('trl'),
      askForRecipe: () => Promise.resolve('deita-mistral-7b'),
      askForBaseModel: (model) => Promise.resolve((proposed.push(model), model)),
      askForGpus: (batch) => Promise.resolve((proposed.push(batch), 8)),
      askForOutput: (folder) => Promise.resolve(folder),
      agreesToReplace: (message) => Promise.resolve((questions.push(message), options.replaces ?? false)),
      withProgress: (_, work) => work({}),
      showReadme: ({ folder }) => Promise.resolve(shown.push(folder)),
      ...options.dialogs,
    };
    const request = (method: string, params: unknown): Promise<never> => {
      assert.equal(method, 'training/prepare');
      requests.push(params as PrepareRequest);
      const next = results.shift();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next as never);
    };
    return { engine: { request }, dialogs, requests, shown, questions, proposed };
  }

  it('asks for what the recipe leaves open, and shows what to run', async () => {
    const { engine, dialogs, requests, shown, proposed } = editor({});
    await prepareTraining(DATASET, engine, dialogs);
    assert.deepEqual(proposed, ['mistralai/Mistral-7B-v0.1', 512]);
    assert.deepEqual(requests, [
      {
        ...{ trainer: 'trl', recipe: 'deita-mistral-7b', baseModel: 'mistralai/Mistral-7B-v0.1', gpus: 8, seed: 0 },
        ...{ selection: { datasetId: 'd' }, pool: { path: FILE }, outputPath: FOLDER, overwrite: false },
      },
    ]);
    assert.deepEqual(shown, [FOLDER]);
  });

  it('writes over a folder when the user agrees, and not otherwise', async () => {
    const taken = fault('folderNotEmpty', { folder: FOLDER });
    const agreed = editor({ results: [taken, SUMMARY], replaces: true });
    await prepareTraining(DATASET, agreed.engine, agreed.dialogs);
    assert.deepEqual(
      agreed.requests.map(({ overwrite }) => overwrite),
      [false, true],
    );
    assert.deepEqual([agreed.shown, agreed.questions], [[FOLDER], [`${FOLDER} is not empty.`]]);
    const kept = editor({ results: [taken] });
    await prepareTraining(DATASET, kept.engine, kept.dialogs);
    assert.deepEqual([kept.requests.length, kept.shown], [1, []]);
  });

  it('writes nothing when a question is left, or the work is cancelled', async () => {
    const left: readonly Partial<PrepareDialogs>[] = [
      { askForTrainer: () => Promise.resolve(undefined) },
      { askForRecipe: () => Promise.resolve(undefined) },
      { askForBaseModel: () => Promise.resolve(undefined) },
      { askForGpus: () => Promise.resolve(undefined) },
      { askForOutput: () => Promise.resolve(undefined) },
    ];
    for (const dialogs of left) {
      const asked = editor({ dialogs });
      await prepareTraining(DATASET, asked.engine, asked.dialogs);
      assert.deepEqual([asked.requests, asked.shown], [[], []]);
    }
    const cancelled = editor({ results: [new DeitaError('cancelled', 'cancelled')] });
    await prepareTraining(DATASET, cancelled.engine, cancelled.dialogs);
    assert.deepEqual(cancelled.shown, []);
  });

  it('needs a selection', async () => {
    const { engine, dialogs, requests } = editor({});
    const without = { ...DATASET, info: { ...DATASET.info, selection: null } };
    await assert.rejects(prepareTraining(without, engine, dialogs), { code: 'usage' });
    assert.deepEqual(requests, []);
  });
});

describe('preference training prepared in the editor', () => {
  before(() => useLanguage({ tag: 'en', texts: {} }));

  function editor(dialogs: Partial<PrepareDialogs & PairsDialogs> = {}) {
    const requests: unknown[] = [];
    const asked: unknown[] = [];
    const request = (method: string, params: unknown): Promise<never> => {
      requests.push([method, params]);
      return Promise.resolve(SUMMARY as never);
    };
    const all: PrepareDialogs & PairsDialogs = {
      askForOrder: () => Promise.resolve('margin'),
      askForCount: (proposed) => Promise.resolve((asked.push(proposed), 500)),
      askForExcluded: () => Promise.resolve('/data/selected.jsonl'),
      askForTrainer: () => Promise.resolve('axolotl'),
      askForRecipe: () => Promise.resolve('deita-mistral-7b'),
      askForBaseModel: (model) => Promise.resolve((asked.push(model), '/models/sft')),
      askForGpus: (batch) => Promise.resolve((asked.push(batch), 4)),
      askForOutput: (folder) => Promise.resolve(folder),
      agreesToReplace: () => Promise.resolve(false),
      withProgress: (_, work) => work({}),
      showReadme: () => Promise.resolve(asked.push('readme')),
      ...dialogs,
    };
    return { requests, asked, run: () => preparePairs({ uri: { fsPath: FILE } }, { request }, all, null) };
  }

  it('asks which pairs and what they are for, as the command line does', async () => {
    const { run, requests, asked } = editor();
    await run();
    assert.deepEqual(asked, [10_000, '', 32, 'readme']);
    const params = {
      ...{ trainer: 'axolotl', recipe: 'deita-mistral-7b', baseModel: '/models/sft', gpus: 4, overwrite: false },
      ...{ outputPath: path.resolve('/data/pool-dpo'), by: 'margin', count: 500, seed: 0, path: FILE },
      exclude: '/data/selected.jsonl',
    };
    assert.deepEqual(requests, [['training/pairs', params]]);
  });

  it('takes all prompts where none are left out, and writes nothing once a question is left', async () => {
    const all = editor({ askForExcluded: () => Promise.resolve('') });
    await all.run();
    assert.equal('exclude' in (all.requests[0] as [string, object])[1], false);
    for (const name of ['askForOrder', 'askForCount', 'askForExcluded', 'askForTrainer', 'askForOutput'] as const) {
      const left = editor({ [name]: () => Promise.resolve(undefined) });
      await left.run();
      assert.deepEqual(left.requests, [], name);
    }
  });
});
