import assert from 'node:assert/strict';
import { createMatrixProduct, type MatrixProduct } from '../../../src/inference/matmul';
import { BLOCK_ROWS } from '../../../src/selection/candidateVectors';
import { facilityLocation } from '../../../src/selection/facilityLocation';
import type { OnPreparing } from '../../../src/selection/select';
import type { SimilarityKernel } from '../../../src/selection/similarityKernel';
import { limitsOf, randomLimits } from './limitedOracle';
import { comparabilityOf, randomPool, RecordingProvider, withIncomparable, type Pool } from './pools';
import { oracleFacility, taken } from './strategyOracles';
import { WorstKernel } from './worstKernel';

/** With each kernel. */
const POOLS = 150;
/** Of pools of several blocks of candidates. */
const LARGE_POOLS = [77, 98];

/** Every third pool as it is, every third with pairs told apart, every third with attachments, too. */
function poolOf(seed: number, largest: number): Pool {
  const plain = randomPool(seed, largest);
  if (seed % 3 === 0) return plain;
  const { apart, ...pool } = withIncomparable(plain, seed);
  if (seed % 3 === 1) return { ...pool, ...(apart === undefined ? {} : { apart }) };
  return apart === undefined ? plain : { ...plain, apart };
}

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0));
}

describe('facility location by a kernel that keeps products to itself', () => {
  let native: MatrixProduct;
  before(async () => {
    native = await createMatrixProduct({ threads: 2 });
  });
  after(() => native.dispose());

  const kernels: readonly [name: string, () => SimilarityKernel][] = [
    ['the runtime', () => native],
    ['one as wrong as float32 may be', () => new WorstKernel()],
  ];
  for (const [which, [name, kernelOf]] of kernels.entries()) {
    it(`is that of the definition, ties included (${name})`, async () => {
      let ties = 0;
      for (let seed = which * POOLS; seed < (which + 1) * POOLS; seed++) {
        const pool = poolOf(seed, 60);
        const limited = { ...randomLimits(pool.evolScores.length, seed + 5000), onTie: () => ties++ };
        const budget = seed % 5 === 0 ? -1 : 1 + (seed % 25);
        const alpha = [0.7, 0, 1, 0.3][seed % 4] ?? 0.7;
        const supply = { budget, alpha, embedder: new RecordingProvider(pool) };
        const options = { kernel: kernelOf(), limits: limitsOf(limited), ...comparabilityOf(pool) };
        const mostKept = [0, 1e9, 400][Math.floor(seed / 3) % 3] ?? 0;
        const outcome = await facilityLocation(pool.evolScores, supply, options, { mostKept });
        assert.deepEqual(taken(outcome), oracleFacility(pool, limited, budget, alpha), `pool ${seed}`);
      }
      assert.ok(ties >= POOLS, `${ties} ties in ${POOLS} pools`);
    });
  }

  for (const seed of LARGE_POOLS) {
    it(`is the same over several blocks of rows as with products that are formed first, pool ${seed}`, async () => {
      const plain = randomPool(seed, 2600);
      const { apart } = withIncomparable(plain, seed);
      const pool = { ...plain, ...(apart === undefined ? {} : { apart }) };
      const rows = pool.evolScores.length;
      assert.ok(rows > BLOCK_ROWS);
      const limited = randomLimits(rows, seed);
      const compared: number[] = [];
      let candidates = 0;
      const onPreparing: OnPreparing = (stage, done, total) => {
        if (stage !== 'compare') return;
        compared.push(done);
        candidates = total;
      };
      const select = async (mostKept: number, kernel?: SimilarityKernel): Promise<number[]> => {
        const supply = { budget: 80, alpha: 0.9, embedder: new RecordingProvider(pool) };
        const options = {
          limits: limitsOf(limited),
          ...comparabilityOf(pool),
          onPreparing,
          ...(kernel ? { kernel } : {}),
        };
        compared.length = 0;
        return taken(await facilityLocation(pool.evolScores, supply, options, { mostKept }));
      };
      const expected = await select(0);
      assert.deepEqual(await select(0, native), expected, 'subtracted');
      assert.ok(isAscending(compared), `compared ${compared.join()}`);
      assert.equal(Math.max(...compared) > 0, candidates > BLOCK_ROWS, 'tells how far it is after a block of rows');
      assert.deepEqual(await select(1e9, native), expected, 'kept from the first row taken on');
      assert.deepEqual(await select(0.05 * rows ** 2, native), expected, 'kept later');
    });
  }
});
