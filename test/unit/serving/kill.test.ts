import assert from 'node:assert/strict';
import { scoreThroughKills } from '../../support/engine/scoreThroughKills';
import { temporaryFolder } from '../../support/temporaryFolder';
import { turnsOf } from './scorerFixture';

/** `npm run bench -- serving` kills ten times over 20,000 turns. */
const [TURNS, KILLS] = [4000, 3];

describe('an engine that is killed while it scores through a server', () => {
  const folder = temporaryFolder();

  it('ends with the right scores, and asks again only for what was in flight', async () => {
    const { killed } = await scoreThroughKills(folder.path('.'), turnsOf(TURNS), KILLS);
    assert.ok(killed > 0);
  });
});
