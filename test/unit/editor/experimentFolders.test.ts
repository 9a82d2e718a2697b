import assert from 'node:assert/strict';
import path from 'node:path';
import { experimentFolders, isSetFolder } from '../../../src/editor/experiments/experimentFolders';

describe('folders of experiments', () => {
  it('are those that hold training folders, the one with most of them first', () => {
    const sets = [
      '/w/dpo/preferences',
      '/w/trainings/1000/selection',
      '/w/trainings/1000/random',
      '/w/trainings/3000/selection',
      '/w/trainings/6000/longest',
    ].map((set) => path.resolve(set));
    assert.deepEqual(experimentFolders(sets), [path.resolve('/w/trainings'), path.resolve('/w')]);
    assert.deepEqual(experimentFolders([]), []);
  });

  it('are told by the names of their sets', () => {
    assert.equal(isSetFolder({ name: 'selection', isFolder: true }), true);
    assert.equal(isSetFolder({ name: 'selection', isFolder: false }), false);
    assert.equal(isSetFolder({ name: 'results', isFolder: true }), false);
  });
});
