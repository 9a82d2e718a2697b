import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Dataset } from '../../../src/dataset/dataset';
import { writeRows } from '../../../src/dataset/rowWriter';
import { temporaryFolder } from '../../support/temporaryFolder';

const POOLS = path.resolve(__dirname, '../../../../shared/data/pools');

/** Rows and format of each pool; rows counted by the pool's own description. */
const EXPECTED: Readonly<Record<string, [number, string]>> = {
  'alpaca_en_demo.json': [999, 'Alpaca'],
  'alpaca_zh_demo.json': [1000, 'Alpaca'],
  'dolly_3k.json': [2996, 'Alpaca'],
  'glaive_toolcall_en_demo.json': [300, 'ShareGPT'],
  'glaive_toolcall_zh_demo.json': [300, 'ShareGPT'],
  'gpteacher.jsonl': [14_131, 'Alpaca'],
  'gsm8k.jsonl': [7473, 'Question/answer'],
  'ko-chat.messages.jsonl': [11_823, 'OpenAI messages'],
  'oaast_sft_zh.json': [766, 'Alpaca'],
  'sgd-multiturn.sharegpt.jsonl': [17_193, 'ShareGPT'],
};

describe('real pools', () => {
  const folder = temporaryFolder();
  for (const [name, [rows, format]] of Object.entries(EXPECTED)) {
    it(`reads every row of ${name} and writes them back`, async function () {
      const file = path.join(POOLS, name);
      if (!existsSync(file)) {
        console.log(`      skipped: ${name} is not here`);
        this.skip();
      }
      const dataset = await Dataset.open(file);
      await dataset.indexed;
      assert.deepEqual([dataset.rowCount, dataset.format], [rows, format]);
      for (let start = 0; start < rows; start += 1000) {
        for (const row of await dataset.readRange(start, 1000)) assert.equal(row.problem, undefined);
      }
      const output = folder.path(name);
      await writeRows(
        dataset,
        Array.from({ length: rows }, (_, at) => at),
        output,
        { overwrite: false },
      );
      assert.ok(readFileSync(output).equals(readFileSync(file)), 'the whole pool in file order is the pool');
      await dataset.close();
    });
  }
});
