import assert from 'node:assert/strict';
import { contextValues } from '../../../src/editor/contextValues';
import { CONTEXT_KEYS } from '../../../src/editor/contributions/contextKeys';
import { INFO } from './support/fakeEngine';

const NOTHING = {
  ...{ session: undefined, isActive: false, anyJobRuns: false, groupsFiltered: false },
  reached: new Set<never>(),
};

describe('context keys', () => {
  const set = (state: Partial<Parameters<typeof contextValues>[0]>): string[] =>
    Object.entries(contextValues({ ...NOTHING, ...state }))
      .filter(([, value]) => value)
      .map(([key]) => key)
      .sort();

  it('have a value each', () => {
    assert.deepEqual(Object.keys(contextValues(NOTHING)).sort(), Object.values(CONTEXT_KEYS).sort());
    assert.deepEqual(set({}), []);
  });

  it('tell of the dataset that was looked at last', () => {
    const session = { info: INFO, job: null, clusters: [] };
    assert.deepEqual(set({ session, isActive: true }), [
      CONTEXT_KEYS.activeDataset,
      CONTEXT_KEYS.datasetOpen,
      CONTEXT_KEYS.noNearDuplicates,
    ]);
  });

  it('tell of what was done with any dataset, also once none is open', () => {
    assert.deepEqual(set({ reached: new Set(['rowRead']) }), [CONTEXT_KEYS.rowRead]);
    assert.deepEqual(set({ reached: new Set(['exported']) }), [CONTEXT_KEYS.exported]);
  });
});
