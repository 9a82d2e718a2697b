import assert from 'node:assert/strict';
import { ComparableScorers } from '../../../src/editor/comparison/comparableScorers';
import { scorersFrom } from '../../../src/editor/modelChoices';
import { SETTING_DEFAULTS, type Settings } from '../../../src/editor/contributions/settings';

function scorers(settings: Partial<Settings>): ReturnType<typeof scorersFrom> {
  return scorersFrom((key) => ({ ...SETTING_DEFAULTS, ...settings })[key], '/data/pool.jsonl');
}

describe('scorers to compare', () => {
  it('are those that the settings say enough about, the chosen one first', () => {
    assert.deepEqual(
      scorers({}).map(({ kind }) => kind),
      ['built-in', 'precomputed'],
    );
    const served = {
      'server.baseUrl': 'http://localhost:8000/v1',
      'server.complexityModel': 'c',
      'server.qualityModel': 'q',
    };
    const named = scorers({ scorer: 'trained', 'trained.scorers': ['my-scorer'], ...served });
    assert.deepEqual(
      named.map(({ kind }) => kind),
      ['trained', 'built-in', 'precomputed', 'server'],
    );
    assert.deepEqual(named[0], { kind: 'trained', folders: ['/data/my-scorer'] });
  });

  it('have names for people, and can be added to once each', () => {
    const comparable = new ComparableScorers([{ kind: 'built-in' }, { kind: 'precomputed' }]);
    const id = comparable.add({ kind: 'trained', folders: ['/models/mine'] });
    assert.equal(comparable.add({ kind: 'trained', folders: ['/models/mine'] }), id);
    assert.deepEqual(
      comparable.entries.map(({ label }) => label),
      ['Heuristic default', 'Precomputed', 'Trained: mine'],
    );
    assert.deepEqual(comparable.choice(id), { kind: 'trained', folders: ['/models/mine'] });
    assert.throws(() => comparable.choice('nobody'), { code: 'usage' });
  });
});
