import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, chmod, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { Random } from '../../../src/common/random';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { EditableText } from '../../../src/protocol/decisions';
import { eventually } from '../../support/eventually';
import { allRows, EngineFixture, select } from './engineFixture';
import { toJsonLines } from './poolFiles';

const idOf = (row: unknown, occurrence = 0): string =>
  `${createHash('sha256').update(JSON.stringify(row)).digest('hex')}#${occurrence}`;
const chat = (n: number) => ({
  messages: [
    { role: 'system', content: 'user' },
    { role: 'user', content: `Question ${n}` },
    { role: 'assistant', content: `Answer ${n}` },
    { role: 'user', content: 'Go on.' },
    { role: 'assistant', content: 'Go on.' },
  ],
});
const alpaca = (n: number) => ({ instruction: `Ask ${n}`, input: 'this', output: `Said ${n}`, source: 'a' });

describe('engine: editing texts of a row', () => {
  const fixture = new EngineFixture();
  const open = async (engine: Engine, rows: readonly unknown[]): Promise<DatasetInfo> => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    return engine.request('dataset/open', { path: file, showDecisions: true });
  };

  it('finds the strings that its messages are, whatever its form', async () => {
    const engine = fixture.start();
    const forms = [chat(0), alpaca(0), { conversations: JSON.stringify(chat(0).messages) }, { instruction: 'alone' }];
    const { datasetId } = await open(engine, forms);
    const texts = async (rowIndex: number): Promise<(string | number)[][]> =>
      (await engine.request('row/texts', { datasetId, rowIndex })).map((t) => [t.turn, t.role, t.pointer]);
    assert.deepEqual(await texts(0), [
      [0, 'system', '/messages/0/content'],
      [1, 'user', '/messages/1/content'],
      [1, 'assistant', '/messages/2/content'],
      [2, 'user', '/messages/3/content'],
      [2, 'assistant', '/messages/4/content'],
    ]);
    assert.deepEqual(await texts(1), [
      [1, 'user', '/instruction'],
      [1, 'user', '/input'],
      [1, 'assistant', '/output'],
    ]);
    assert.deepEqual(await texts(2), []);
    assert.deepEqual(await texts(3), []);
  });

  it('is decided, undone, and taken back by the text that the file has', async () => {
    const engine = fixture.start();
    const { datasetId } = await open(engine, [alpaca(0), alpaca(1)]);
    const edit = (texts: Record<string, string>) => engine.request('decisions/edit', { datasetId, rowIndex: 1, texts });
    const edited = async (): Promise<EditableText[]> =>
      (await engine.request('row/texts', { datasetId, rowIndex: 1 })).filter(({ isEdited }) => isEdited);
    assert.deepEqual(await edit({ '/output': 'Better.' }), { rows: 1 });
    assert.deepEqual(await edited(), [
      { turn: 1, role: 'assistant', text: 'Better.', pointer: '/output', isEdited: true },
    ]);
    assert.deepEqual((await engine.request('row/detail', { datasetId, rowIndex: 1 })).marks, { edited: true });
    await engine.request('decisions/undo', { datasetId });
    assert.deepEqual(await edited(), []);
    await engine.request('decisions/redo', { datasetId });
    assert.equal((await edited())[0]?.text, 'Better.');
    await edit({ '/output': 'Said 1' });
    assert.deepEqual(await edited(), []);
    await assert.rejects(edit({ '/outputs': 'x' }), { code: 'editsNotApplied', message: /Line 2 has no text in/ });
    await assert.rejects(edit({ '/instruction': '', '/input': ' ' }), {
      code: 'editsNotApplied',
      message: /could not be read/,
    });
  });
});

describe('engine: applying edits to the file', () => {
  const fixture = new EngineFixture();
  const file = (): string => fixture.folder.path('pool.jsonl');
  const open = async (engine: Engine, content: string | Buffer, name = 'pool.jsonl'): Promise<DatasetInfo> => {
    await writeFile(fixture.folder.path(name), content);
    return engine.request('dataset/open', { path: fixture.folder.path(name), showDecisions: true });
  };
  const marks = async (engine: Engine, info: DatasetInfo) => (await allRows(engine, info)).map((row) => row.marks);

  it('changes those strings and no other byte, and is taken back whole, in JSON Lines and in arrays', async () => {
    const random = new Random(11);
    const engine = fixture.start();
    for (const isArray of [false, true]) {
      const rows = Array.from({ length: 30 }, (_, n) => {
        const row = random.below(2) === 0 ? chat(n) : alpaca(n);
        const text = JSON.stringify({ ...row, n: '\u00e9', x: 1 }).replace(',"x":1', ', "x" :\t1.0e0');
        return random.below(2) === 0 ? text : text.replace('é', '\\u00e9');
      });
      const content = isArray ? `[\n${rows.join(' ,\n')}\n ]\n` : `${rows.join('\r\n')}\r\n\n`;
      const info = await open(engine, content, isArray ? 'list.json' : 'lines.jsonl');
      const { datasetId } = info;
      let expected = content;
      for (let n = 0; n < 10; n++) {
        const rowIndex = random.below(rows.length);
        const texts = await engine.request('row/texts', { datasetId, rowIndex });
        const { text, pointer } = texts[random.below(texts.length)] as EditableText;
        if (!text.endsWith(String(rowIndex))) continue; // Known in the file by its number.
        await engine.request('decisions/edit', { datasetId, rowIndex, texts: { [pointer]: `"${n}"\n of row` } });
        expected = expected.replace(`"${text}"`, JSON.stringify(`"${n}"\n of row`));
      }
      assert.notEqual(expected, content);
      const applied = await engine.request('edits/apply', { datasetId });
      assert.equal(await readFile(info.path, 'utf8'), expected);
      assert.equal(await readFile(applied.backup, 'utf8'), content);
      assert.ok((await marks(engine, info)).every((each) => each === undefined));
      assert.deepEqual(await engine.request('edits/revert', { datasetId }), { rows: applied.rows });
      assert.equal(await readFile(info.path, 'utf8'), content);
      assert.equal((await marks(engine, info)).filter((each) => each?.edited === true).length, applied.rows);
    }
  });

  it('keeps what is decided about rows under their new ids, and scores', async () => {
    const engine = fixture.start();
    const rows = [alpaca(0), alpaca(1), alpaca(1), alpaca(2)];
    const info = await open(engine, toJsonLines(rows));
    const { datasetId } = info;
    const decide = (rowIndex: number, kind: 'keep' | 'drop') =>
      engine.request('decisions/add', { datasetId, rowIndexes: [rowIndex], decisions: [{ kind }] });
    await decide(1, 'keep');
    await decide(2, 'drop');
    await appendFile(
      fixture.folder.path('pool.deita/decisions.jsonl'),
      toJsonLines([{ id: idOf(rows[1]), kind: 'not-same', other: idOf(rows[3]) }]),
    );
    await engine.request('decisions/edit', { datasetId, rowIndex: 1, texts: { '/output': 'Edited.' } });
    const { selection, decisions } = await (async () => {
      await select(engine, info, { budget: 3 });
      return engine.request('dataset/open', { path: info.path });
    })();
    assert.equal(selection?.decisions?.edited, 1);
    await chmod(info.path, 0o600);
    await engine.request('edits/apply', { datasetId });
    const after = await engine.request('dataset/open', { path: info.path });
    const { kept, dropped, edited, notSame, unknownRows } = after.decisions ?? {};
    assert.deepEqual([kept, dropped, edited, notSame, unknownRows], [1, 1, 0, 1, 0]);
    assert.deepEqual([decisions?.kept, decisions?.notSame], [1, 1]);
    assert.deepEqual(await marks(engine, info), [undefined, { verdict: 'keep' }, { verdict: 'drop' }, undefined]);
    const text = await readFile(fixture.folder.path('pool.deita/decisions.jsonl'), 'utf8');
    assert.ok(text.includes(`{"id":"${idOf({ ...alpaca(1), output: 'Edited.' })}","kind":"keep"`));
    assert.ok(text.includes(`{"id":"${idOf(alpaca(1))}","kind":"drop"`)); // The first of its kind now.
    assert.equal((await stat(info.path)).mode & 0o777, 0o600);
    const scores = (await allRows(engine, info)).map(({ values }) => values.evolScore);
    assert.ok(scores.every((score) => score !== undefined));
  });

  it('is refused where nothing is edited, the file is packed or has changed, and is not taken back then', async () => {
    const engine = fixture.start();
    const info = await open(engine, toJsonLines([alpaca(0)]));
    const { datasetId } = info;
    const apply = (of = datasetId) => engine.request('edits/apply', { datasetId: of });
    await assert.rejects(apply(), { code: 'editsNotApplied', message: /No text of .* is edited/ });
    const packed = await open(engine, gzipSync(toJsonLines([alpaca(0)])), 'packed.jsonl.gz');
    const texts = { '/output': 'x' };
    await engine.request('decisions/edit', { datasetId: packed.datasetId, rowIndex: 0, texts });
    await assert.rejects(apply(packed.datasetId), { code: 'editsNotApplied', message: /compressed with gzip/ });
    await engine.request('decisions/edit', { datasetId, rowIndex: 0, texts });
    await appendFile(file(), toJsonLines([alpaca(1)]));
    const changed = await readFile(file(), 'utf8');
    await assert.rejects(apply(), { code: 'fileChanged' });
    assert.equal(await readFile(file(), 'utf8'), changed);
    await engine.request('dataset/open', { path: info.path, showDecisions: true });
    await eventually(async () => assert.equal((await apply()).texts, 1));
    await appendFile(file(), toJsonLines([alpaca(2)]));
    await assert.rejects(engine.request('edits/revert', { datasetId }), {
      code: 'editsNotApplied',
      message: /has changed/,
    });
  });

  it('follows a link, which stays one', async () => {
    const engine = fixture.start();
    await writeFile(fixture.folder.path('target.jsonl'), toJsonLines([alpaca(0)]));
    const linked = fixture.folder.path('linked.jsonl');
    await symlink(fixture.folder.path('target.jsonl'), linked);
    const { datasetId } = await engine.request('dataset/open', { path: linked, showDecisions: true });
    await engine.request('decisions/edit', { datasetId, rowIndex: 0, texts: { '/output': 'x' } });
    await engine.request('edits/apply', { datasetId });
    const written = toJsonLines([{ ...alpaca(0), output: 'x' }]);
    assert.equal(await readFile(fixture.folder.path('target.jsonl'), 'utf8'), written);
  });
});
