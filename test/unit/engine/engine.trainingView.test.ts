import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Rendering } from '../../../src/protocol/fineTuning';
import { WORD_TOKENIZER } from '../cli/wordTokenizer';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { EngineFixture } from './engineFixture';
import { toJsonLines } from './poolFiles';

/** Refuses rows that begin with a system message. */
const TEMPLATE =
  "{% for m in messages %}{% if m['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}" +
  "{{ m['role'] + ' ' + m['content'] + ' END ' }}{% endfor %}{% if add_generation_prompt %}{{ 'assistant ' }}{% endif %}";

describe('engine: rows as a model is trained on them', () => {
  const fixture = new EngineFixture();

  const tokenizer = async (template = TEMPLATE): Promise<Rendering> => {
    await mkdir(fixture.folder.path('tokenizer'), { recursive: true });
    const file = await fixture.folder.write('tokenizer/tokenizer.json', JSON.stringify(WORD_TOKENIZER));
    const config = { chat_template: template, eos_token: 'END' };
    await fixture.folder.write('tokenizer/tokenizer_config.json', JSON.stringify(config));
    return { tokenizer: path.dirname(file), recipe: 'lora' };
  };

  const opened = async (rows: readonly object[]) => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const engine = fixture.start();
    return { engine, file, info: await engine.request('dataset/open', { path: file }) };
  };

  it('are rendered of an open dataset as of its file, by the tokenizer as it is now', async () => {
    const { engine, file, info } = await opened([{ instruction: 'one two', output: 'three four five' }]);
    const { datasetId } = info;
    const rendering = await tokenizer();
    const asked = { ...rendering, rowIndex: 0, length: 6 };
    const shown = await engine.request('row/training', { datasetId, ...asked });
    assert.deepEqual(
      [shown.tokens, shown.trainedTokens, shown.cutTokens, shown.parts.map(({ text }) => text).join('')],
      [9, 1, 3, 'user one two END assistant three four five END '],
    );
    assert.deepEqual(shown, await engine.request('training/render', { path: file, ...asked }));
    await tokenizer(TEMPLATE.replace("+ ' END '", "+ ' END END '"));
    assert.equal((await engine.request('row/training', { datasetId, ...asked })).tokens, 11);
    await assert.rejects(engine.request('row/training', { datasetId, ...asked, rowIndex: 1 }), { code: 'usage' });
  });

  it('show the texts that were edited by hand', async () => {
    const { engine, info } = await opened([{ instruction: 'one two', output: 'three four five' }]);
    const { datasetId } = info;
    const [, answer] = await engine.request('row/texts', { datasetId, rowIndex: 0 });
    assert.ok(answer !== undefined);
    await engine.request('decisions/edit', { datasetId, rowIndex: 0, texts: { [answer.pointer]: 'six' } });
    const shown = await engine.request('row/training', { datasetId, rowIndex: 0, ...(await tokenizer()) });
    assert.equal(shown.parts.map(({ text }) => text).join(''), 'user one two END assistant six END ');
  });

  it('are counted over the selection, a hand computation: tokens, trained on, cut, refused', async () => {
    const rows = [
      { instruction: 'one two', output: 'three four five' }, // 9 tokens, 4 trained on
      { instruction: 'one', output: 'two' }, // 6 tokens, 2 trained on
      { instruction: 'one two three four', output: 'five six seven eight' }, // 12 tokens: 3 of 5 within 10
      { system: 'one', instruction: 'two', output: 'three' },
      { instruction: 'seven', output: 'eight' },
    ];
    const { engine, info } = await opened(rows);
    const rendering = { ...(await tokenizer()), length: 10 };
    const asked = { datasetId: info.datasetId, ...rendering };
    await assert.rejects(engine.request('dataset/trainingTotals', asked), { code: 'usage' });
    await selectLongest(engine, info, 5);
    const { firstRefused, ...totals } = await engine.request('dataset/trainingTotals', asked);
    assert.deepEqual(totals, {
      ...{ rows: 4, refused: 1, trainedTokens: 4 + 2 + 3 + 2, cutTokens: 2, length: 10 },
      tokens: { total: 9 + 6 + 12 + 6, longest: 12, cutRows: 1, cutShare: 0.25 },
    });
    assert.deepEqual([firstRefused?.rowIndex, firstRefused?.lineNumber], [3, 4]);
    assert.match(firstRefused?.message ?? '', /no system/);
  });

  it('are not counted by a folder without a chat template', async () => {
    const { engine, info } = await opened([{ instruction: 'one', output: 'two' }]);
    await selectLongest(engine, info, 1);
    const { tokenizer: folder } = await tokenizer();
    await fixture.folder.write('tokenizer/tokenizer_config.json', '{}');
    const asked = { datasetId: info.datasetId, tokenizer: folder, recipe: 'lora' } as const;
    await assert.rejects(engine.request('dataset/trainingTotals', asked), { code: 'modelUnsupported' });
    const byPaper = await engine.request('dataset/trainingTotals', { ...asked, recipe: 'deita-mistral-7b' });
    assert.equal(byPaper.rows, 1);
  });
});

function selectLongest(engine: Engine, { datasetId }: DatasetInfo, budget: number): Promise<unknown> {
  return engine.request('dataset/select', { datasetId, strategy: 'none', rankBy: 'total-length', budget });
}
