import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { Random } from '../../../src/common/random';
import { openedDatasets } from './openedDatasets';

const LINES = 20_000;
const SEED = 20_240_507;

/** Bytes that decide whether JSON is JSON, and some that decide whether text is UTF-8; never a line break. */
const BYTES = Buffer.from('{}[]",:\\/ \t\u0000\u001f\u007fbtrue-+.0eE19nul\'é🙂', 'utf8');

describe('20,000 damaged lines', () => {
  const { openIndexed } = openedDatasets();

  for (const [title, share] of [
    ['all of them damaged', 1],
    ['one in ten damaged', 0.1],
  ] as const) {
    it(`are rows each, bad if and only if a strict parser says so: ${title}`, async () => {
      const random = new Random(SEED);
      const lines = Array.from({ length: LINES }, (_, id) =>
        damaged(lineOf(id), random.next() < share ? random : null),
      );
      const dataset = await openIndexed('a.jsonl', Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
      const expected = lines.flatMap((line, at) => (isBlank(line) ? [] : [{ line: at + 1, isJson: isJson(line) }]));
      assert.equal(dataset.rowCount, expected.length);
      let bad = 0;
      for (let start = 0; start < dataset.rowCount; start += 1000) {
        for (const { rowIndex, lineNumber, problem } of await dataset.readRange(start, 1000)) {
          const { line, isJson: readable } = expected[rowIndex] as (typeof expected)[number];
          assert.equal(lineNumber, line);
          const isBad = problem?.code === 'invalidJson' || problem?.code === 'invalidUtf8';
          assert.equal(isBad, !readable, lines[line - 1]?.toString());
          if (isBad) bad++;
        }
      }
      assert.ok(bad > LINES * share * 0.3 && bad < LINES * share, `${bad} bad lines`);
    });
  }
});

function lineOf(id: number): Buffer {
  const row = {
    instruction: `Explain "number" ${id}\n`,
    output: `é🙂 ${'x'.repeat(id % 40)}`,
    tags: [id, -1.5e3, null, true],
  };
  return Buffer.from(JSON.stringify(row));
}

/** Changes one to three places of a line: a byte replaced, added or taken out, a part repeated or cut off. */
function damaged(line: Buffer, random: Random | null): Buffer {
  if (random === null) return line;
  let result = line;
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(result.length + 1);
    const byte = BYTES.subarray(random.below(BYTES.length)).subarray(0, 1);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    const kind = random.below(5);
    if (kind === 0) result = Buffer.concat([before, byte, after.subarray(1)]);
    else if (kind === 1) result = Buffer.concat([before, byte, after]);
    else if (kind === 2) result = Buffer.concat([before, after.subarray(1)]);
    else if (kind === 3) result = Buffer.concat([before, before.subarray(-random.below(9)), after]);
    else result = before.length > 0 ? before : result;
  }
  return result;
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'));
    return isUtf8(line);
  } catch {
    return false;
  }
}
