import assert from 'node:assert/strict';
import { configsOf } from '../../../src/hub/datasetConfigs';
import type { RemoteFile } from '../../../src/hub/repository';
import { globTest } from '../../../src/hub/repositoryGlob';

const file = (path: string): RemoteFile => ({ path, bytes: 1, checksum: { kind: 'git', hex: '0' } });

/** Config, split and files of each split. */
function splits(card: unknown, ...paths: string[]): [string, string, string[]][] {
  return configsOf(card, paths.map(file)).flatMap(({ name, splits: found }) =>
    found.map((split): [string, string, string[]] => [name, split.name, split.files.map(({ path }) => path)]),
  );
}

describe('configs and splits of a dataset of the hub', () => {
  it('are those of its card', () => {
    const card = {
      configs: [
        {
          config_name: 'en',
          data_files: [
            { split: 'train', path: 'en/train-*' },
            { split: 'test', path: ['en/a.jsonl'] },
          ],
        },
        { config_name: 'de', data_files: 'de/*.jsonl.gz', default: true },
        { config_name: 'fr', data_dir: 'fr' },
        { config_name: 'ko', data_files: { train: 'ko/**/*.csv' } },
      ],
    };
    const paths = ['en/train-1.parquet', 'en/train-0.parquet', 'en/a.jsonl', 'de/x.jsonl.gz', 'de/deep/y.jsonl.gz'];
    const found = splits(card, ...paths, 'fr/test.json', 'fr/train.json', 'ko/a.csv', 'ko/b/c.csv', 'README.md');
    assert.deepEqual(found, [
      ['en', 'train', ['en/train-0.parquet', 'en/train-1.parquet']],
      ['en', 'test', ['en/a.jsonl']],
      ['de', 'train', ['de/x.jsonl.gz']],
      ['fr', 'train', ['fr/train.json']],
      ['fr', 'test', ['fr/test.json']],
      ['ko', 'train', ['ko/a.csv', 'ko/b/c.csv']],
    ]);
    const defaults = configsOf(card, paths.map(file)).filter(({ isDefault }) => isDefault);
    assert.deepEqual(
      defaults.map(({ name }) => name),
      ['de'],
    );
  });

  it('have the files of all places where a card names a split', () => {
    const parts = ['a', 'b', 'a'].map((name, at) => ({
      split: at === 1 ? 'test' : 'train',
      path: `${name}${at}.jsonl`,
    }));
    const card = { configs: [{ config_name: 'all', data_files: parts }] };
    assert.deepEqual(splits(card, 'a0.jsonl', 'b1.jsonl', 'a2.jsonl'), [
      ['all', 'train', ['a0.jsonl', 'a2.jsonl']],
      ['all', 'test', ['b1.jsonl']],
    ]);
  });

  it('are those of a folder that its card names in any way', () => {
    for (const folder of ['.', './', 'data', './data/', '/data']) {
      const card = { configs: [{ config_name: 'all', data_dir: folder }] };
      assert.deepEqual(splits(card, 'data/a.jsonl'), [['all', 'train', ['data/a.jsonl']]], folder);
    }
    const card = { configs: [{ config_name: 'all', data_dir: './data', data_files: './a.jsonl' }] };
    assert.deepEqual(splits(card, 'data/a.jsonl', 'a.jsonl'), [['all', 'train', ['data/a.jsonl']]]);
  });

  it('are told by the names of its files where it has no card', () => {
    const shards = ['data/train-00001-of-00002.parquet', 'data/train-00000-of-00002.parquet'];
    assert.deepEqual(
      splits(null, ...shards, 'data/test_sft-00000-of-00001.parquet', '.gitattributes', 'x/dataset_infos.json'),
      [
        ['default', 'train', [...shards].sort()],
        ['default', 'test_sft', ['data/test_sft-00000-of-00001.parquet']],
      ],
    );
    assert.deepEqual(splits(undefined, 'dev/a.jsonl', 'my_training.jsonl', 'eval.jsonl', 'notes.jsonl'), [
      ['default', 'train', ['my_training.jsonl']],
      ['default', 'validation', ['dev/a.jsonl']],
      ['default', 'test', ['eval.jsonl']],
    ]);
    assert.deepEqual(splits({}, 'b.json', 'a.json', 'model.bin', '.cache/c.json', '_old/d.json'), [
      ['default', 'train', ['a.json', 'b.json']],
    ]);
    assert.deepEqual(splits({}, 'README.md', 'script.py'), []);
  });

  it('are not mixed of several kinds of files', () => {
    assert.deepEqual(splits({}, 'a.parquet', 'b.parquet', 'a.csv'), [['default', 'train', ['a.parquet', 'b.parquet']]]);
  });

  it('have the rows that the card counts', () => {
    const rowsOf = (info: unknown): (number | null)[] =>
      configsOf({ dataset_info: info }, [file('train.csv')]).flatMap((config) => config.splits.map(({ rows }) => rows));
    assert.deepEqual(rowsOf({ splits: [{ name: 'train', num_examples: 7, num_bytes: 9 }] }), [7]);
    assert.deepEqual(rowsOf([{ config_name: 'default', splits: [{ name: 'train', num_examples: 8 }] }]), [8]);
    assert.deepEqual(rowsOf({ splits: [{ name: 'test', num_examples: 7 }] }), [null]);
    assert.deepEqual(rowsOf('spoiled'), [null]);
  });

  it('survive any card', () => {
    const cards = [
      1,
      'x',
      [],
      { configs: 3 },
      { configs: [null, 'x', {}] },
      { configs: [{ data_files: [1, null, {}] }] },
    ];
    for (const card of cards) assert.ok(splits(card, 'train.csv').length <= 1);
  });
});

describe('patterns of files', () => {
  const CASES: [string, string, boolean][] = [
    ['*.csv', 'a.csv', true],
    ['*.csv', 'b/a.csv', false],
    ['**/*.csv', 'a.csv', true],
    ['**/*.csv', 'b/c/a.csv', true],
    ['**', 'b/c/a.csv', true],
    ['data/train-?.csv', 'data/train-1.csv', true],
    ['data/train-?.csv', 'data/train-12.csv', false],
    ['[ab].csv', 'b.csv', true],
    ['[!ab].csv', 'b.csv', false],
    ['[z-a].csv', 'b.csv', false],
    ['[z-ab].csv', 'b.csv', true],
    ['[!z-a].csv', 'b.csv', true],
    ['[^-a]', '_', true],
    ['./a+(b).csv', 'a+(b).csv', true],
    ['./data/./*.csv', 'data/a.csv', true],
    ['.', 'data/a.csv', true],
    ['./', 'data/a.csv', true],
    ['a.csv', 'a_csv', false],
    ['folder', 'folder/x/y.csv', true],
    ['folder', 'folders/y.csv', false],
  ];
  for (const [pattern, path, expected] of CASES) {
    it(`${pattern} ${expected ? 'takes' : 'passes over'} ${path}`, () =>
      assert.equal(globTest(pattern)(path), expected));
  }
});
