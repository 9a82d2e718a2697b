import assert from 'node:assert/strict';
import { Calibrating, rowDetails } from '../../../src/editor/calibration/calibrating';
import { useThreshold } from '../../../src/editor/calibration/useThreshold';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { THRESHOLD } from '../../../src/choices/strategies';
import { fault } from '../../../src/messages/say';
import type { Calibration } from '../../../src/protocol/calibration';
import type { RowDetail } from '../../../src/protocol/dataset';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

const EMBEDDER = { kind: 'built-in' } as const;
const FOUND = { rowCount: 5, full: { pairs: [], removals: [] } } as unknown as Calibration;

async function setUp(threshold: number | null = null) {
  const engine = new FakeEngine({
    'dataset/calibrate': () => FOUND,
    'row/detail': ({ rowIndex }) => ({ rowIndex }) as RowDetail,
  });
  const session = await DatasetSession.open(fileUri('/data/train.jsonl'), engine, () => Promise.resolve(INFO));
  const calibrating = new Calibrating({ forComparing: () => ({ embedder: EMBEDDER, threshold }) });
  return { engine, session, calibrating };
}

describe('a calibration in the editor', () => {
  it('goes through the threshold in use, too, and is there until the rows are others', async () => {
    const { engine, session, calibrating } = await setUp(0.87);
    assert.equal(calibrating.calibrationOf(session), null);
    assert.equal(calibrating.forgetOfOtherRows(session), false);
    assert.equal(await calibrating.calibrate(session, 3), FOUND);
    assert.deepEqual(engine.asked[0], {
      method: 'dataset/calibrate',
      params: { datasetId: 'd', embedder: EMBEDDER, sampleSize: 2000, seed: 3, inFull: { thresholds: [0.87] } },
    });
    assert.equal(calibrating.calibrationOf(session), FOUND);
    engine.emit('datasetChanged', { ...INFO, problemCount: 1 });
    assert.equal(calibrating.forgetOfOtherRows(session), false);
    engine.emit('datasetChanged', { ...INFO, byteLength: 11 });
    assert.equal(calibrating.calibrationOf(session), null);
    assert.equal(calibrating.forgetOfOtherRows(session), true);
    assert.equal(calibrating.forgetOfOtherRows(session), false);
  });

  it('asks for no threshold where none is set, and reads rows in the order asked for', async () => {
    const { engine, session, calibrating } = await setUp();
    await calibrating.calibrate(session, 1);
    assert.deepEqual((engine.asked[0]?.params as { inFull: unknown }).inFull, { thresholds: [] });
    const rows = await rowDetails(session, [4, 1], new AbortController().signal);
    assert.deepEqual(
      rows.map(({ rowIndex }) => rowIndex),
      [4, 1],
    );
  });

  it('knows what runs go by, and nothing while what is typed is no threshold', async () => {
    const { session } = await setUp();
    const goingBy = (threshold: () => number | null) =>
      new Calibrating({ forComparing: () => ({ embedder: EMBEDDER, threshold: threshold() }) }).thresholdOf(session);
    assert.equal(
      goingBy(() => 0.7),
      0.7,
    );
    assert.equal(
      goingBy(() => null),
      null,
    );
    const refuse = (): never => {
      throw fault('toolbarThreshold', { text: 'x', expected: THRESHOLD.expected });
    };
    assert.equal(goingBy(refuse), undefined);
    const broken = new Error('broken');
    const fail = (): never => {
      throw broken;
    };
    assert.throws(() => goingBy(fail), broken);
  });

  it('gives the dataset the threshold at once, and the workspace only if the user wants that', async () => {
    const { session } = await setUp();
    for (const wants of [false, true]) {
      const done: string[] = [];
      const { offered } = await useThreshold(session, 0.8, {
        parameters: { keepThreshold: (_, threshold) => Promise.resolve(void done.push(`kept ${threshold}`)) },
        showInTables: (_, threshold) => void done.push(`shown ${threshold}`),
        tell: (message) => Promise.resolve((done.push(message), wants)),
        saveForAll: (threshold) => Promise.resolve(void done.push(`for all ${threshold}`)),
      });
      await offered;
      const before = ['kept 0.8', 'shown 0.8', 'Threshold 0.8 for train.jsonl.'];
      assert.deepEqual(done, wants ? [...before, 'for all 0.8'] : before);
    }
  });
});
