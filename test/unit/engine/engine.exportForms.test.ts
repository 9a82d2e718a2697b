import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import type { RowForm } from '../../../src/choices/rowForms';
import type { Engine } from '../../../src/engine/engine';
import type { EngineApi } from '../../../src/protocol/requests';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

const SELECTED = { rows: 'selected', order: 'score', withScores: false, overwrite: false } as const;

const linesOf = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');

/** Rows in every form that has more than instruction and response. */
const CONVERSATIONS = [
  { instruction: 'Add 1 and 2', input: 'Briefly.', output: '3' },
  { system: 'Be brief.', instruction: 'Say hello', output: 'Hello' },
  {
    conversations: [
      { from: 'human', value: 'One?' },
      { from: 'gpt', value: 'Two.' },
      { from: 'human', value: 'Three?' },
      { from: 'gpt', value: 'Four.' },
    ],
  },
  {
    messages: [
      { role: 'system', content: 'Think.' },
      { role: 'user', content: 'Why?' },
      { role: 'assistant', reasoning_content: 'Because I can.', content: 'So.' },
    ],
  },
];
const TOOL_ROW = {
  messages: [
    { role: 'user', content: 'Weather?' },
    { role: 'assistant', content: '', tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Oslo"}' } }] },
    { role: 'tool', content: 'rain' },
    { role: 'assistant', content: 'It rains.' },
  ],
};

const SHAREGPT_TOOL_ROW = {
  conversations: [
    { from: 'human', value: 'Weather?' },
    { from: 'function_call', value: '{"name":"weather","arguments":{"city":"Oslo"}}' },
    { from: 'observation', value: 'rain' },
    { from: 'gpt', value: 'It rains.' },
  ],
};

const ordinary = fc.constantFrom(
  'Hi',
  ' before',
  'after ',
  'a\n\nb',
  '7',
  'null',
  '"quoted"',
  'Human: a',
  '안녕',
  '\u{1f600}',
);
/** What is a text in one form may be a whole conversation in another. */
const likeMessages = fc.constantFrom(
  '{"role":"user","content":"x"}',
  '[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]',
  '<|im_start|>user\nHi<|im_end|>',
  '[INST] a [/INST] b',
  '["a","b"]',
);

/** Rows of every form that a form is written from, with such texts. */
function rowsOf(text: fc.Arbitrary<string>): fc.Arbitrary<object> {
  const system = fc.option(text, { nil: undefined });
  const turns = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    fc.record({ instruction: text, input: fc.option(text, { nil: '' }), output: text, system }),
    fc.record({ instruction: text, output: text, history: fc.array(fc.tuple(text, text), { maxLength: 2 }) }),
    fc.record({ messages: turns, system, reasoning_content: fc.option(text, { nil: '' }) }).map((row) => ({
      messages: [
        ...(row.system === undefined ? [] : [{ role: 'system', content: row.system }]),
        ...row.messages.flatMap(([user, assistant]) => [
          { role: 'user', content: user },
          { role: 'assistant', content: assistant, reasoning_content: row.reasoning_content },
        ]),
      ],
    })),
    turns.map((conversations) => ({
      conversations: conversations.flatMap(([human, gpt]) => [
        { from: 'human', value: human },
        { from: 'gpt', value: gpt },
      ]),
    })),
  );
}

describe('engine: exports of parts and in other forms', () => {
  const fixture = new EngineFixture();

  const opened = async (rows: readonly object[], name = 'pool.jsonl'): Promise<[Engine, DatasetInfo, string]> => {
    const file = await fixture.folder.write(name, toJsonLines(rows));
    const engine = fixture.start();
    return [engine, await engine.request('dataset/open', { path: file }), file];
  };

  /** System message and turns of every row of a file. */
  const conversationsOf = async (engine: EngineApi, file: string) => {
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const { rowCount } = await engine.request('view/set', { datasetId, viewId: 'all', query: {} });
    return Promise.all(
      Array.from({ length: rowCount }, async (_, rowIndex) => {
        const { system, turns } = await engine.request('row/detail', { datasetId, rowIndex });
        return { system, turns: turns.map(({ instruction, response }) => [instruction, response]) };
      }),
    );
  };

  for (const form of ['messages', 'sharegpt', 'alpaca'] satisfies RowForm[]) {
    it(`writes rows as ${form} that read as what they were read as`, async () => {
      const [engine, { datasetId }, file] = await opened(CONVERSATIONS);
      await engine.request('view/set', { datasetId, viewId: 'shown', query: {} });
      const outputPath = fixture.folder.path(`${form}.jsonl`);
      const request = { datasetId, ...SELECTED, rows: 'shown', viewId: 'shown', form, outputPath } as const;
      const exported = await engine.request('dataset/export', request);
      assert.deepEqual([exported.rows, exported.leftOut], [CONVERSATIONS.length, 0]);
      assert.deepEqual(await conversationsOf(engine, outputPath), await conversationsOf(engine, file));
      const key = { messages: 'messages', sharegpt: 'conversations', alpaca: 'instruction' }[form];
      for (const line of await linesOf(outputPath)) assert.ok(key in (JSON.parse(line) as object), line);
      const manifest = JSON.parse(await readFile(exported.manifestPath, 'utf8')) as { output: Record<string, unknown> };
      assert.deepEqual([manifest.output['form'], manifest.output['content']], [form, 'shown']);
    });
  }

  for (const [title, texts, isAll] of [
    ['every row of ordinary texts', ordinary, true],
    ['no row that would be read as something else', fc.oneof(ordinary, likeMessages), false],
  ] as const) {
    it(`writes ${title}, in every form`, async () => {
      const [engine, { datasetId }, file] = await opened(fc.sample(rowsOf(texts), { seed: 1, numRuns: 300 }));
      await engine.request('view/set', { datasetId, viewId: 'shown', query: {} });
      const expected = (await conversationsOf(engine, file)).map((row) => JSON.stringify(row));
      for (const form of ['messages', 'sharegpt', 'alpaca'] as const) {
        const outputPath = fixture.folder.path(`${form}.jsonl`);
        const request = { datasetId, ...SELECTED, rows: 'shown', viewId: 'shown', form, outputPath } as const;
        const { rows, leftOut = 0 } = await engine.request('dataset/export', request);
        const written = (await conversationsOf(engine, outputPath)).map((row) => JSON.stringify(row));
        assert.deepEqual([written.length, rows + leftOut], [rows, expected.length]);
        if (isAll) assert.deepEqual(written, expected);
        assert.deepEqual(written, inOrderOf(expected, written));
      }
    });
  }

  it('keeps calls to tools where the form has a place for them, and leaves out and counts rows where it has none', async () => {
    const [engine, { datasetId }, file] = await opened([TOOL_ROW, { instruction: 'no answer' }, ...CONVERSATIONS]);
    await engine.request('view/set', { datasetId, viewId: 'shown', query: {} });
    const counts: number[] = [];
    for (const form of ['messages', 'sharegpt', 'alpaca'] as const) {
      const outputPath = fixture.folder.path(`tools-${form}.jsonl`);
      const request = { datasetId, ...SELECTED, rows: 'shown', viewId: 'shown', form, outputPath } as const;
      counts.push((await engine.request('dataset/export', request)).leftOut ?? -1);
      const [line = ''] = await linesOf(outputPath);
      if (form === 'messages') {
        assert.deepEqual((await conversationsOf(engine, outputPath))[0], (await conversationsOf(engine, file))[0]);
      }
      if (form === 'sharegpt') assert.deepEqual(JSON.parse(line), SHAREGPT_TOOL_ROW);
    }
    assert.deepEqual(counts, [1, 1, 2]);
  });

  it('refuses a name that says that rows do not stand one a line', async () => {
    const [engine, info] = await opened(poolRows(6));
    await select(engine, info, { budget: 2 });
    for (const name of ['out.json', 'out.parquet']) {
      const outputPath = fixture.folder.path(name);
      const request = { datasetId: info.datasetId, ...SELECTED, form: 'alpaca', outputPath } as const;
      await assert.rejects(engine.request('dataset/export', request), { code: 'usage' });
    }
  });

  it('writes the rows of a view in its order, and those that were not selected, byte for byte', async () => {
    const rows = poolRows(12);
    const [engine, info, file] = await opened(rows);
    const { datasetId } = info;
    await select(engine, info, { budget: 4 });
    const lines = await linesOf(file);
    const sort = { column: 'line', descending: true } as const;
    await engine.request('view/set', { datasetId, viewId: 'table', query: { sort, statuses: ['selected'] } });
    const shown = fixture.folder.path('shown.jsonl');
    await engine.request('dataset/export', {
      datasetId,
      ...SELECTED,
      rows: 'shown',
      viewId: 'table',
      outputPath: shown,
    });
    const selected = (await fixture.report(engine, info)).rows.filter(({ status }) => status === 'selected');
    const expected = selected.map(({ rowIndex }) => lines[rowIndex]).reverse();
    assert.deepEqual(await linesOf(shown), expected);
    const others = fixture.folder.path('others.jsonl');
    await engine.request('dataset/export', { datasetId, ...SELECTED, rows: 'leftOut', outputPath: others });
    assert.deepEqual(
      await linesOf(others),
      lines.filter((line) => !expected.includes(line)),
    );
    const unknown = { datasetId, ...SELECTED, rows: 'shown', viewId: 'gone', outputPath: others } as const;
    await assert.rejects(engine.request('dataset/export', unknown), { code: 'usage' });
  });

  it('puts rows aside for validation by a seed: each row in one of two files, the same every time', async () => {
    const [engine, info] = await opened(poolRows(30));
    const { datasetId } = info;
    await select(engine, info, { budget: 20, threshold: 1 });
    const all = fixture.folder.path('all.jsonl');
    await engine.request('dataset/export', { datasetId, ...SELECTED, outputPath: all });
    const expected = await linesOf(all);
    const split = async (seed: number, name: string): Promise<[string[], string[]]> => {
      const [outputPath, aside] = [
        fixture.folder.path(`${name}.train.jsonl`),
        fixture.folder.path(`${name}.val.jsonl`),
      ];
      const validation = { outputPath: aside, percent: 25, seed };
      const exported = await engine.request('dataset/export', { datasetId, ...SELECTED, outputPath, validation });
      assert.deepEqual([exported.rows, exported.validation?.rows], [expected.length - 5, 5]);
      const manifest = JSON.parse(await readFile(`${aside}.deita.json`, 'utf8')) as { output: { split: unknown } };
      assert.deepEqual(manifest.output.split, { part: 'validation', percent: 25, seed });
      return [await linesOf(outputPath), await linesOf(aside)];
    };
    assert.equal(expected.length, 20);
    const [train, aside] = await split(7, 'first');
    const inOrder = (part: readonly string[]): string[] => expected.filter((line) => part.includes(line));
    assert.deepEqual([inOrder(train), inOrder(aside)], [train, aside]);
    assert.deepEqual(new Set([...train, ...aside]), new Set(expected));
    assert.deepEqual(await split(7, 'again'), [train, aside]);
    assert.notDeepEqual((await split(8, 'other'))[1], aside);
  });

  it('puts rows in an order that a seed decides, which the manifest says', async () => {
    const [engine, info] = await opened(poolRows(30));
    const { datasetId } = info;
    await select(engine, info, { budget: 20, threshold: 1 });
    const exported = async (name: string, order: { readonly shuffleSeed?: number }): Promise<string[]> => {
      const outputPath = fixture.folder.path(name);
      await engine.request('dataset/export', { datasetId, ...SELECTED, outputPath, ...order });
      return linesOf(outputPath);
    };
    const plain = await exported('plain.jsonl', {});
    const shuffled = await exported('shuffled.jsonl', { shuffleSeed: 5 });
    assert.notDeepEqual(shuffled, plain);
    assert.deepEqual(shuffled.toSorted(), plain.toSorted());
    assert.deepEqual(await exported('again.jsonl', { shuffleSeed: 5 }), shuffled);
    assert.notDeepEqual(await exported('other.jsonl', { shuffleSeed: 6 }), shuffled);
    const manifest = fixture.folder.path('shuffled.jsonl.deita.json');
    const { output } = JSON.parse(await readFile(manifest, 'utf8')) as { output: Record<string, unknown> };
    assert.deepEqual([output['order'], output['seed']], ['shuffled', 5]);
  });

  it('writes neither part where one of them would replace something', async () => {
    const [engine, { datasetId }, file] = await opened(poolRows(30), 'pool.validation.jsonl');
    await engine.request('view/set', { datasetId, viewId: 'shown', query: {} });
    const [train, aside] = [fixture.folder.path('pool.train.jsonl'), await fixture.folder.write('aside.jsonl', 'kept')];
    const request = { datasetId, ...SELECTED, rows: 'shown', viewId: 'shown', outputPath: train } as const;
    const split = (outputPath: string, overwrite: boolean): Promise<unknown> =>
      engine.request('dataset/export', { ...request, overwrite, validation: { outputPath, percent: 10, seed: 0 } });
    await assert.rejects(split(file, true), { code: 'usage' });
    await assert.rejects(split(aside, false), { code: 'outputExists', message: /aside\.jsonl/ });
    assert.equal(existsSync(train), false);
    assert.equal(await readFile(aside, 'utf8'), 'kept');
  });
});

/** As far along as they are found, one after the other. */
function inOrderOf(all: readonly string[], sought: readonly string[]): string[] {
  let at = 0;
  return all.filter((each) => each === sought[at] && ++at > 0);
}
