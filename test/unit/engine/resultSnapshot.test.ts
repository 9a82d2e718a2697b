import assert from 'node:assert/strict';
import type { FileIdentity } from '../../../src/dataset/fileIdentity';
import { deserialiseResults, serialiseResults, type KeptResults } from '../../../src/engine/results/resultSnapshot';
import { SelectionResult } from '../../../src/engine/results/selectionResult';
import { TurnScoreTable } from '../../../src/engine/results/turnScoreTable';
import { say } from '../../../src/messages/say';
import { inEnglish } from '../../../src/messages/wording';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { RowReasons } from '../../../src/selection/rowReasons';

const IDENTITY = { size: 3, mtimeMs: 1, sampledHash: 'x' } as unknown as FileIdentity;
const SUMMARY = { parameters: { budget: 1 }, walked: 3, models: {} } as unknown as SelectionSummary;
const LABEL = { name: 'x', version: '1', hash: 'h', heuristic: false };
const CUT = say('cut.middle.response', { characters: 1200 });
const FULL = say('status.quotaFull', { signal: 'source', category: 'a' });

/** Row 0 was cut, row 1 has no score, row 2 is bad; row 0 was passed over. */
function keptBytes(): Buffer {
  const turn = { complexityScore: 2, qualityScore: 3, outsideLanguage: false };
  const table = new TurnScoreTable(3);
  table.addRow([{ ...turn, note: CUT }]);
  table.addRow([{ ...turn, qualityScore: NaN, note: say('unscored.emptyInstruction') }]);
  table.addRow([], 'no JSON');
  const reasons = new RowReasons();
  reasons.set(0, FULL);
  const outcome = {
    statuses: Uint8Array.of(2, 3, 3),
    ranks: new Uint32Array(3),
    nearestSelected: Int32Array.of(-1, -1, -1),
    nearestSimilarity: Float64Array.of(NaN, NaN, NaN),
    selectedRows: new Uint32Array(),
    walked: 1,
    invalidEmbeddings: new Uint32Array(),
    reasons,
  };
  const results = { scores: { table, label: LABEL }, selection: new SelectionResult(outcome, SUMMARY) };
  return Buffer.concat(serialiseResults(IDENTITY, results));
}

/** What is said of the rows, and of their turns. */
function saidIn(kept: KeptResults | undefined) {
  const { scores, selection } = kept?.results ?? assert.fail('nothing was read');
  const [cut, unscored] = [scores?.table.turnsOf(0)[0], scores?.table.turnsOf(1)[0]];
  return {
    cut: cut !== undefined && 'truncated' in cut ? cut.truncated : undefined,
    unscored: unscored !== undefined && 'unscoredReason' in unscored ? unscored.unscoredReason : undefined,
    rows: [1, 2].map((row) => scores?.table.reasonOf(row)),
    passedOver: selection?.reasonOf(0),
  };
}

describe('results that are kept', () => {
  it('say again by code and parameters why rows have no score, were cut or passed over', () => {
    const empty = say('unscored.emptyInstruction');
    const expected = { cut: CUT, unscored: empty, rows: [empty, 'no JSON'], passedOver: FULL };
    assert.deepEqual(saidIn(deserialiseResults(keptBytes())), expected);
  });

  it('say so in the words in which an earlier version kept it', () => {
    const bytes = keptBytes();
    const end = 4 + bytes.readUInt32LE(0);
    const header = JSON.parse(bytes.toString('utf8', 4, end)) as {
      reasons: (readonly [number, unknown])[];
      notes: (readonly [number, unknown])[];
      rowReasons: unknown[];
    };
    const text = (kept: unknown): unknown => (Array.isArray(kept) ? (kept as unknown[])[0] : kept);
    header.reasons = header.reasons.map(([row, reason]) => [row, text(reason)]);
    header.notes = header.notes.map(([turn, note]) => [turn, text(note)]);
    header.rowReasons = header.rowReasons.map(text);
    const json = Buffer.from(JSON.stringify(header));
    const start = Buffer.alloc(8 * Math.ceil((4 + json.length) / 8));
    start.writeUInt32LE(json.length);
    json.copy(start, 4);
    const earlier = Buffer.concat([start, bytes.subarray(8 * Math.ceil(end / 8))]);
    const { cut, unscored, rows, passedOver } = saidIn(deserialiseResults(earlier));
    assert.deepEqual(cut, say('verbatim', { text: 'response: 1,200 characters in its middle were not read' }));
    assert.deepEqual(unscored, say('verbatim', { text: 'the instruction is empty' }));
    assert.deepEqual(
      rows.map((reason) => inEnglish(reason ?? '')),
      ['the instruction is empty', 'no JSON'],
    );
    assert.equal(passedOver, 'quota of source = a is full');
  });
});
