import assert from 'node:assert/strict';
import { truncate } from 'node:fs/promises';
import fc from 'fast-check';
import type { Row } from '../../../src/dataset/conversation';
import { Dataset } from '../../../src/dataset/dataset';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { searchedText, type SearchedText } from '../../../src/engine/views/searchedText';
import { searchRows } from '../../../src/engine/views/textSearch';
import { AddedSignals } from '../../../src/engine/signals/addedSignals';
import { View } from '../../../src/engine/views/view';
import { datasetFile, hasText, stretch, textsOf, type Stretch } from '../dataset/spelledRows';
import type { FoundPart } from '../../../src/protocol/findScope';
import type { ViewInfo, ViewQuery } from '../../../src/protocol/views';
import { TemporaryFolder } from './poolFiles';

describe('text filter', () => {
  const folder = new TemporaryFolder();
  before(() => folder.create());
  after(() => folder.remove());

  async function withDataset(content: Buffer, use: (dataset: Dataset, rows: Row[]) => Promise<void>): Promise<void> {
    const dataset = await Dataset.open(await folder.write('rows.jsonl', content), { chunkBytes: 64 });
    try {
      await dataset.indexed;
      await use(dataset, await dataset.readRange(0, dataset.rowCount));
    } finally {
      await dataset.close();
    }
  }

  it('finds what parsing every row finds, however the rows are spelled', async () => {
    const property = fc.asyncProperty(datasetFile(), queries(), async (content, asked) => {
      await withDataset(content, async (dataset, rows) => {
        for (const query of asked) {
          const words = query.words(rows.flatMap(textsOf)).trim();
          const text = searchedText({ text: words, ...(query.matchCase ? { matchCase: true } : {}) });
          if (text === undefined) continue;
          const isExpected = (row: Row): boolean =>
            query.matchCase ? textsOf(row).some((one) => one.includes(words)) : hasText(row, words);
          const expected = rows.filter(isExpected).map(({ rowIndex }) => rowIndex);
          assert.deepEqual(await search(dataset, rows, text, query), expected, JSON.stringify(words));
        }
      });
    });
    await fc.assert(property, { numRuns: 50 });
  });

  async function search(
    dataset: Dataset,
    rows: readonly Row[],
    text: SearchedText,
    query: Pick<Query, 'noted' | 'pieceBytes'>,
  ): Promise<number[]> {
    const facts = new RowFacts();
    for (const row of rows.slice(0, query.noted)) facts.note(row);
    const searched = { dataset, facts, rows: Uint32Array.from(rows.keys()) };
    const found = new Set<number>();
    for await (const hits of searchRows(searched, text, { maxBytes: query.pieceBytes })) {
      for (const { rowIndex } of hits) found.add(rowIndex);
    }
    return [...found].toSorted((a, b) => a - b);
  }

  it('tells in which parts of every row they are, as parsing it does', async () => {
    const property = fc.asyncProperty(datasetFile(), queries(), async (content, asked) => {
      await withDataset(content, async (dataset, rows) => {
        for (const query of asked) {
          const words = query.words(rows.flatMap(textsOf)).trim();
          const text = searchedText({ text: `text: ${words}`, ...(query.matchCase ? { matchCase: true } : {}) });
          if (text === undefined) continue;
          const has = (one: string): boolean =>
            query.matchCase ? one.includes(words) : one.toLowerCase().includes(words.toLowerCase());
          const found = new Map<number, readonly FoundPart[]>();
          const searched = { dataset, facts: new RowFacts(), rows: Uint32Array.from(rows.keys()) };
          for await (const hits of searchRows(searched, text, { maxBytes: query.pieceBytes })) {
            for (const { rowIndex, parts } of hits) found.set(rowIndex, parts);
          }
          const shown = rows.map(({ rowIndex }) => [...(found.get(rowIndex) ?? [])]);
          assert.deepEqual(shown, rows.map((row) => partsWith(row, has)), JSON.stringify(words)); // prettier-ignore
        }
      });
    });
    await fc.assert(property, { numRuns: 30 });
  });

  it('counts each row once in every part that has it, among those that other filters leave', async () => {
    const rows = [
      { instruction: 'red', output: 'Red and red', system: 'RED' },
      { instruction: 'green', output: 'red' },
      { instruction: 'blue', output: 'green', system: 'blue' },
    ];
    const lines = [...rows.map((row) => JSON.stringify(row)), 'no JSON, but red'];
    await withDataset(Buffer.from(lines.join('\n')), async (dataset) => {
      const foundIn = async (query: ViewQuery): Promise<ViewInfo['foundIn']> =>
        (await searched(dataset, query)).foundIn;
      assert.deepEqual(await foundIn({ text: 'red' }), { instruction: 1, response: 2, system: 1, badRow: 1 });
      assert.deepEqual(await foundIn({ text: '^red$', regex: true }), { instruction: 1, response: 1, system: 1, badRow: 0 }); // prettier-ignore
      assert.deepEqual(await foundIn({ text: 'system|.*', regex: true }), { instruction: 3, response: 3, system: 2, badRow: 1 }); // prettier-ignore
      const rowSet = { name: 'two', rows: [1, 2] };
      assert.deepEqual(await foundIn({ text: 'red', rowSet }), { instruction: 0, response: 1, system: 0, badRow: 0 });
      for (const text of ['response: red', 'role:user red', 'source: rows', 'field:output: red']) {
        assert.equal(await foundIn({ text }), undefined, text);
      }
    });
  });

  /** What a view comes to once its search has ended. */
  function searched(dataset: Dataset, query: ViewQuery): Promise<ViewInfo> {
    return new Promise((resolve, reject) => {
      const onChange = (info: ViewInfo): void => {
        if (info.searching !== true) resolve(info);
      };
      const results = { results: { scores: null, selection: null }, decisions: undefined, added: new AddedSignals() };
      View.create(
        query,
        results,
        { dataset, contents: '', facts: new RowFacts(), onChange, onError: reject },
        undefined,
      ).catch(reject);
    });
  }

  it('parses only rows that may have the words, and those that may be bad', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => ({ instruction: `Row ${row}`, output: '中文, "quoted"\n' }));
    const lines = rows.map((row) => JSON.stringify(row).replace('中文', '\\u4e2d\\u6587'));
    lines[30] = JSON.stringify({ instruction: 'A rare WORD', output: 'Yes.' });
    lines[60] = 'no JSON';
    await withDataset(Buffer.from(lines.join('\n')), async (dataset, all) => {
      const facts = new RowFacts();
      for (const row of all.slice(0, 98)) facts.note(row);
      const parsed: number[] = [];
      const readRows = dataset.readRows.bind(dataset);
      dataset.readRows = (indexes) => {
        parsed.push(...Array.from(indexes));
        return readRows(indexes);
      };
      const hits: number[] = [];
      const searched = { dataset, facts, rows: Uint32Array.from(all.keys()) };
      for await (const found of searchRows(searched, sought({ text: 'rare word' }), {}))
        hits.push(...found.map(({ rowIndex }) => rowIndex));
      assert.deepEqual({ hits, parsed, noted: facts.noted }, { hits: [30], parsed: [30, 60, 98, 99], noted: 100 });
    });
  });

  it('looks where a prefix says: in instructions, responses, the system message, a field, the source', async () => {
    const rows = [
      { instruction: 'red', output: 'green', system: 'blue', source: 'hand', meta: { tags: ['x-1', 'y'], n: 12 } },
      { instruction: 'green', output: 'blue', system: 'red', dataset: 'web' },
      { instruction: 'source: red', output: 'RED' },
    ];
    const lines = [...rows.map((row) => JSON.stringify(row)), '{"source": "hand"', 'red'];
    await withDataset(Buffer.from(lines.join('\n')), async (dataset, all) => {
      const found = async (text: string): Promise<number[]> =>
        search(dataset, all, sought({ text }), { noted: 0, pieceBytes: 40 });
      assert.deepEqual(await found('red'), [0, 1, 2, 4]);
      assert.deepEqual(await found('instruction: red'), [0, 2]);
      assert.deepEqual(await found('response:red'), [2]);
      assert.deepEqual(await found('system: RED'), [1]);
      assert.deepEqual(await found('source: hand'), [0]);
      assert.deepEqual(await found('source: web'), [1]);
      assert.deepEqual(await found('source: rows.jsonl'), [2]);
      assert.deepEqual(await found('field:meta.tags: X-1'), [0]);
      assert.deepEqual(await found('field:meta: 12'), [0]);
      assert.deepEqual(await found('text: source: red'), [2]);
      assert.deepEqual(await found('field:nothing: red'), []);
    });
  });

  it('looks in the messages of a role where a prefix names it, or for rows that have one', async () => {
    const call = { role: 'assistant', tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Seoul"}' } }] };
    const rows = [
      { messages: [say('user', 'Weather?'), call, say('tool', '21 degrees'), say('assistant', 'Warm: 21.')] },
      { messages: [say('system', 'Be kind.'), say('user', '21?'), say('assistant', '<think>Hm, 21.</think>Yes.')] },
      { conversations: [from('human', 'Seoul'), from('function_call', '{"q": 1}'), from('observation', 'none')] },
      { instruction: 'weather', output: '21' },
    ];
    const lines = [...rows.map((row) => JSON.stringify(row)), '{"role": "tool", 21'];
    await withDataset(Buffer.from(lines.join('\n')), async (dataset, all) => {
      const found = async (text: string, more: Omit<ViewQuery, 'text'> = {}): Promise<number[]> =>
        search(dataset, all, sought({ text, ...more }), { noted: 2, pieceBytes: 40 });
      assert.deepEqual(await found('role:tool'), [0, 2]);
      assert.deepEqual(await found('role:tool-call'), [0, 2]);
      assert.deepEqual(await found('role:function_call: WEATHER'), [0]);
      assert.deepEqual(await found('role:tool seoul'), [0]);
      assert.deepEqual(await found('role:tool-result 21'), [0]);
      assert.deepEqual(await found('role:observation none'), [2]);
      assert.deepEqual(await found('role:assistant 21'), [0, 3]);
      assert.deepEqual(await found('role:reasoning 21'), [1]);
      assert.deepEqual(await found('role:user 21'), [1]);
      assert.deepEqual(await found('role:system kind'), [1]);
      assert.deepEqual(await found('role:user', { wholeWord: true }), [0, 1, 2, 3]);
      assert.deepEqual(await found('role:tool ^\\d+ d', { regex: true }), [0]);
      dataset.edits = new Map([[0, { '/messages/2/content': 'cold' }]]);
      assert.deepEqual(await found('role:tool 21'), []);
      assert.deepEqual(await found('role:tool cold'), [0]);
    });
  });

  const say = (role: string, content: string): object => ({ role, content });
  const from = (role: string, value: string): object => ({ from: role, value });

  it('finds by regular expression, in letter case on demand', async () => {
    const rows = ['Call 555-0134 now', 'call me', 'Recall', 'two\nlines'].map((instruction) => ({
      instruction,
      output: '',
    }));
    const content = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
    await withDataset(content, async (dataset, all) => {
      const found = (text: string, matchCase?: true): Promise<number[]> =>
        search(dataset, all, sought({ text, regex: true, ...(matchCase && { matchCase }) }), {
          noted: 4,
          pieceBytes: 9,
        });
      assert.deepEqual(await found('\\d{3}-\\d{4}'), [0]);
      assert.deepEqual(await found('\\bcall\\b'), [0, 1]);
      assert.deepEqual(await found('\\bcall\\b', true), [1]);
      assert.deepEqual(await found('^lines$'), [3]);
      assert.deepEqual(await found('instruction: ^re'), [2]);
    });
  });

  it('refuses what is no regular expression before it sorts or reads anything', async () => {
    await withDataset(Buffer.from('{"instruction": "a word"}\n'), async (dataset) => {
      const results = { results: { scores: null, selection: null }, decisions: undefined, added: new AddedSignals() };
      const context = {
        contents: '',
        dataset,
        facts: new RowFacts(),
        onChange: () => undefined,
        onError: () => undefined,
      };
      await assert.rejects(View.create({ text: '(', regex: true }, results, context, undefined), {
        code: 'usage',
        message: 'What is looked for is no regular expression: missing closing ).',
      });
    });
  });

  it('ends, and tells why, when the file cannot be read to its end', async () => {
    await withDataset(Buffer.from('{"instruction": "a word"}\n'.repeat(9)), async (dataset) => {
      await truncate(dataset.path, 30);
      const errors: unknown[] = [];
      await new Promise<void>((resolve, reject) => {
        const onChange = ({ searching }: ViewInfo): void => {
          if (searching !== true) resolve();
        };
        const onError = (error: unknown): number => errors.push(error);
        const results = { results: { scores: null, selection: null }, decisions: undefined, added: new AddedSignals() };
        const context = { contents: '', dataset, facts: new RowFacts(), onChange, onError };
        View.create({ text: 'word' }, results, context, undefined).catch(reject);
      });
      assert.match(String(errors), /changed while it was being read/);
    });
  });
});

/** The parts of a row that have a text, read one by one. */
function partsWith(row: Row, has: (text: string) => boolean): FoundPart[] {
  if (row.problem !== undefined) return [row.excerpt, row.problem.message].some(has) ? ['badRow'] : [];
  const { turns, system } = row.conversation;
  return [
    ...(turns.some(({ instruction }) => has(instruction)) ? (['instruction'] as const) : []),
    ...(turns.some(({ response }) => has(response)) ? (['response'] as const) : []),
    ...(system !== undefined && has(system) ? (['system'] as const) : []),
  ];
}

function sought(query: ViewQuery): SearchedText {
  const text = searchedText(query);
  assert.ok(text !== undefined);
  return text;
}

/** What is looked for, and how. */
interface Query {
  readonly words: Stretch;
  readonly matchCase: boolean;
  readonly pieceBytes: number;
  /** Rows whose facts are known beforehand. */
  readonly noted: number;
}

function queries(): fc.Arbitrary<Query[]> {
  const pieceBytes = fc.integer({ min: 1, max: 2000 });
  const query = fc.record({
    words: stretch(),
    matchCase: fc.boolean(),
    pieceBytes,
    noted: fc.integer({ min: 0, max: 12 }),
  });
  return fc.array(query, { minLength: 20, maxLength: 20 });
}
