import assert from 'node:assert/strict';
import { gatherTexts } from '../../../src/engine/training/gatherTexts';
import { TemporaryScratch } from '../../../src/storage/scratchFiles';
import { temporaryFolder } from '../../support/temporaryFolder';

/** At most so many of a file's rows with scores are learned from. */
const MOST = 10_000;

describe('rows with scores, as texts to learn from', () => {
  const folder = temporaryFolder();

  /** @returns the numbers of the rows that are learned from */
  async function drawn(count: number, seed: number): Promise<number[]> {
    const rows = Array.from({ length: count }, (_, at) =>
      at % 2 === 0
        ? JSON.stringify({ instruction: `Do ${at}`, output: 'Done', complexity_scores: [3], quality_scores: [4] })
        : JSON.stringify({ instruction: `Do ${at}`, output: 'Done' }),
    );
    const labels = [folder.write('labels.jsonl', rows.join('\n'))];
    const { labelled } = await gatherTexts({ runs: [], labels, seed }, new TemporaryScratch(), undefined);
    const ofOne = labelled.filter(({ dimension }) => dimension === 'quality');
    assert.equal(labelled.length, 2 * ofOne.length);
    return ofOne.map(({ turn }) => Number(turn.instruction.slice(3)));
  }

  it('are all that have any, of a file that is not large', async () => {
    assert.deepEqual(await drawn(6, 0), [0, 2, 4]);
  });

  it('are a sample of a large file, drawn by the seed from all of it, each row once', async () => {
    const count = 4 * MOST;
    const [first, again, other] = [await drawn(count, 1), await drawn(count, 1), await drawn(count, 2)];
    assert.deepEqual([first.length, new Set(first).size], [MOST, MOST]);
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, other);
    const late = first.filter((row) => row >= count / 2).length;
    assert.ok(Math.abs(late - MOST / 2) < MOST / 20, `${late} of the second half`);
  });
});
