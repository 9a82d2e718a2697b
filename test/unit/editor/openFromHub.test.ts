import assert from 'node:assert/strict';
import { HUB_ENDPOINT } from '../../../src/common/hub';
import { DeitaError } from '../../../src/common/errors';
import {
  type HubArguments,
  type HubDialogs,
  isHubArguments,
  openFromHub,
} from '../../../src/editor/hubDataset/openFromHub';
import { aboutDataset, splitChoices } from '../../../src/editor/hubDataset/splitChoices';
import { fault } from '../../../src/messages/say';
import type { HubDataset } from '../../../src/protocol/hubDatasets';
import { FakeEngine } from './support/fakeEngine';

const DATASET: HubDataset = {
  repository: 'owner/name',
  commit: 'fedcba9876543210',
  license: 'apache-2.0',
  gated: false,
  configs: [
    { name: 'en', splits: [{ name: 'train', rows: 1200, files: 2, bytes: 3_000_000 }] },
    { name: 'de', splits: [{ name: 'test', rows: null, files: 1, bytes: 1_000_000 }] },
  ],
};
const GIVEN: HubArguments = { dataset: 'owner/name', config: 'en', split: 'train', folder: '/data/name' };

interface Person {
  readonly dataset: string | undefined;
  readonly folder: string | undefined;
  readonly picks: boolean;
  readonly replaces: boolean;
  /** The tokens that are given, one after another. */
  readonly tokens: readonly string[];
}

describe('openFromHub', () => {
  function run(person: Partial<Person> = {}, endpoint = '') {
    const engine = new FakeEngine({
      'hub/describeDataset': () => DATASET,
      'hub/fetchDataset': ({ config = '', split = '', folder }) => ({
        ...{ repository: 'owner/name', commit: 'a', license: null, config, folder },
        splits: [{ name: split, path: `${folder}/${config}.${split}.deita-pool.json`, bytes: 1 }],
      }),
      'credentials/set': () => null,
    });
    const said: string[] = [];
    const opened: string[] = [];
    const kept: string[] = [];
    const tokens = [...(person.tokens ?? [])];
    const say = <T>(answer: T, ...texts: readonly string[]): Promise<T> => {
      said.push(texts.join(' | '));
      return Promise.resolve(answer);
    };
    const dialogs: HubDialogs = {
      askForDataset: () => Promise.resolve('dataset' in person ? person.dataset : 'owner/name@v1'),
      askForSplit: (about, choices) =>
        say(person.picks === false ? undefined : choices[0], about, ...choices.map(({ size }) => size)),
      askForFolder: (name) => say('folder' in person ? person.folder : '/data', name),
      mayReplace: (message) => say(person.replaces ?? false, message),
      askForToken: ({ message }, page) => say(tokens.shift(), message, page),
      withProgress: (_, work) => work({}),
      open: (dataset) => Promise.resolve(opened.push(dataset)),
    };
    const keys = {
      has: () => Promise.resolve(kept.length > 0),
      set: (baseUrl: string, key: string) => Promise.resolve(void kept.push(`${baseUrl} ${key}`)),
      tell: async (to: Pick<FakeEngine, 'request'>, baseUrl: string) => {
        await to.request('credentials/set', { baseUrl, apiKey: kept.at(-1)?.split(' ')[1] ?? null });
      },
    };
    const work = (given?: HubArguments) => openFromHub({ engine, keys, dialogs, endpoint }, given);
    /** The keys that the engine was told, in order. */
    const told = () =>
      engine.asked.flatMap(({ method, params }) => (method === 'credentials/set' ? [params] : [])) as {
        baseUrl: string;
        apiKey: string | null;
      }[];
    return { engine, said, opened, kept, told, work };
  }

  const refused = (): DeitaError => fault('hubDatasetAccess', { endpoint: HUB_ENDPOINT, dataset: 'owner/name' });

  it('shows splits, sizes and licence, brings the one that is picked into a folder of its name, and opens it', async () => {
    const { engine, said, opened, work } = run();
    await work();
    assert.match(
      said[0] ?? '',
      /^owner\/name at fedcba98\. Licence: apache-2\.0\. \| 1,200 rows, 2 files, 3.* \| 1 file, 1/,
    );
    assert.equal(said[1], 'name');
    const request = { repository: 'owner/name', revision: 'v1' };
    const fetched = {
      ...request,
      config: 'en',
      split: 'train',
      folder: '/data/name',
      overwrite: false,
    };
    assert.deepEqual(engine.asked, [
      { method: 'hub/describeDataset', params: request },
      { method: 'hub/fetchDataset', params: fetched },
    ]);
    assert.deepEqual(opened, ['/data/name/en.train.deita-pool.json']);
  });

  it('asks the mirror that the setting names', async () => {
    const { engine, work } = run({}, 'https://mirror.example');
    await work();
    for (const { params } of engine.asked) {
      assert.equal((params as { endpoint?: string }).endpoint, 'https://mirror.example');
    }
  });

  it('fetches nothing while a question is left unanswered', async () => {
    for (const [person, methods] of [
      [{ dataset: undefined }, []],
      [{ picks: false }, ['hub/describeDataset']],
      [{ folder: undefined }, ['hub/describeDataset']],
    ] as const) {
      const { engine, opened, work } = run(person);
      await work();
      assert.deepEqual([engine.methods(), opened], [methods, []]);
    }
  });

  it('asks nothing that was answered in advance', async () => {
    const { engine, said, work } = run();
    await work(GIVEN);
    assert.deepEqual([engine.methods(), said], [['hub/fetchDataset'], []]);
  });

  it('asks for a token where access is refused, until one is good, and keeps that one for the hub alone', async () => {
    const { engine, said, opened, kept, told, work } = run({ tokens: ['bad', 'good'] });
    const fetch = engine.answers['hub/fetchDataset'];
    engine.answers['hub/fetchDataset'] = (...asked) => {
      if (told().at(-1)?.apiKey !== 'good') throw refused();
      return fetch?.(...asked) as never;
    };
    await work(GIVEN);
    assert.match(said[0] ?? '', /"owner\/name" to everybody.* \| https:\/\/huggingface\.co\/datasets\/owner\/name$/);
    assert.deepEqual([said.length, opened.length], [2, 1]);
    assert.deepEqual(kept, [`${HUB_ENDPOINT} good`]);
    assert.ok(told().every(({ baseUrl }) => baseUrl === HUB_ENDPOINT));
    assert.equal(told().at(-1)?.apiKey, 'good');
  });

  it('neither keeps nor goes on using a token that gave no access', async () => {
    const { engine, opened, kept, told, work } = run({ tokens: ['bad'] });
    engine.answers['hub/describeDataset'] = () => Promise.reject(refused());
    await work();
    assert.deepEqual([opened, kept, told().map(({ apiKey }) => apiKey)], [[], [], ['bad', null]]);
  });

  it('gives a mirror no token', async () => {
    const { engine, said, told, work } = run({ tokens: ['good'] }, 'https://mirror.example');
    engine.answers['hub/fetchDataset'] = () => Promise.reject(refused());
    await assert.rejects(work(GIVEN), { code: 'downloadFailed' });
    assert.deepEqual([said, told()], [[], []]);
  });

  it('replaces files that stand there only when the person says so', async () => {
    for (const replaces of [false, true]) {
      const { engine, said, opened, work } = run({ replaces });
      const fetch = engine.answers['hub/fetchDataset'];
      engine.answers['hub/fetchDataset'] = (params, options) => {
        if (!params.overwrite) throw fault('outputExists', { file: '/data/name/x' });
        return fetch?.(params, options) as never;
      };
      await work(GIVEN);
      assert.deepEqual([said, opened.length], [['/data/name/x exists.'], replaces ? 1 : 0]);
    }
  });

  it('ends without a word when it is cancelled, and with its error when it fails', async () => {
    const cancelled = run();
    cancelled.engine.answers['hub/fetchDataset'] = () => Promise.reject(new DeitaError('cancelled', 'Cancelled.'));
    await cancelled.work();
    assert.deepEqual(cancelled.opened, []);
    const failed = run();
    failed.engine.answers['hub/describeDataset'] = () => Promise.reject(new DeitaError('hubUnreachable', 'No.'));
    await assert.rejects(failed.work(), { code: 'hubUnreachable' });
  });

  it('says what is not known, and that terms are to be accepted', () => {
    const gated = { ...DATASET, license: null, gated: true };
    assert.match(aboutDataset(gated), /Licence: none named; see its page\. Its terms have to be accepted/);
    assert.deepEqual(
      splitChoices(gated).map(({ config, split }) => [config, split]),
      [
        ['en', 'train'],
        ['de', 'test'],
      ],
    );
  });

  it('takes for answers in advance what answers every question', () => {
    assert.ok(isHubArguments(GIVEN));
    for (const other of [undefined, 'owner/name', {}, { ...GIVEN, folder: 'name' }, { ...GIVEN, split: '' }]) {
      assert.equal(isHubArguments(other), false);
    }
  });
});
