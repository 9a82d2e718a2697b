import assert from 'node:assert/strict';
import { offerCandidatePairs } from '../../../src/selection/candidatePairs';
import { OutlinedPool } from '../../../src/selection/outlinedPool';
import { PlainKernel } from '../../../src/selection/plainKernel';
import type { OutlineProvider } from '../../../src/selection/types';
import type { SimilarityKernel } from '../../../src/selection/similarityKernel';

/** Outlines of two columns by themselves, all alike. */
function alike(values: readonly [number, number]): OutlineProvider {
  return {
    dimensions: 2,
    sections: [1, 1],
    embed: (rows) => Promise.resolve(Float32Array.from([...rows].flatMap(() => values))),
  };
}

interface Offering {
  readonly kernel?: SimilarityKernel;
  /** Whether the sink ignores all pairs. */
  readonly ignored?: boolean;
}

async function pairsAbove(
  floor: number,
  rows: number,
  outlines: OutlineProvider,
  { kernel = new PlainKernel(), ignored = false }: Offering = {},
): Promise<number> {
  const pool = await OutlinedPool.read(
    Uint32Array.from({ length: rows }, (_, row) => row),
    outlines,
    {},
  );
  let offered = 0;
  const sink = { ignores: () => ignored, offer: () => (offered += 1), settle: () => Promise.resolve() };
  const options = { kernel, comparability: undefined, signal: undefined, onCompared: undefined };
  await offerCandidatePairs(pool, floor, sink, options);
  return offered;
}

describe('offerCandidatePairs', () => {
  for (const [what, scale] of [
    ['at length 1', 1],
    ['a little shorter, within the tolerance', 1 - 2 ** -21],
    ['a little longer, within the tolerance', 1 + 2 ** -21],
  ] as const) {
    it(`offers pairs whose similarity is right above the floor: outlines ${what}`, async () => {
      const length = Math.fround(scale);
      assert.equal(await pairsAbove(1 - 2 ** -22, 300, alike([length, 0])), (300 * 299) / 2);
    });
  }

  it('offers none that is further below the floor than rounding can take it', async () => {
    const outlines = alike([1, 0]);
    const turned: OutlineProvider = {
      ...outlines,
      // Every other row at a right angle to the one before it.
      embed: (rows) =>
        Promise.resolve(Float32Array.from([...rows].flatMap((row) => (row % 2 === 0 ? [1, 0] : [0, 1])))),
    };
    assert.equal(await pairsAbove(0.5, 20, turned), 2 * ((10 * 9) / 2));
  });

  it('multiplies no whole outlines for pairs that the sink ignores', async () => {
    const productsFor = async (ignored: boolean): Promise<number> => {
      let products = 0;
      const plain = new PlainKernel();
      const kernel: SimilarityKernel = {
        products: (...rows) => {
          products++;
          return plain.products(...rows);
        },
      };
      await pairsAbove(0.9, 100, alike([1, 0]), { kernel, ignored });
      return products;
    };
    assert.equal(await productsFor(true), (await productsFor(false)) - 1);
  });
});
