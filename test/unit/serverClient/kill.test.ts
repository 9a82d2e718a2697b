import assert from 'node:assert/strict';
import { scoreThroughKills } from '../../support/engine/scoreThroughKills';
import { temporaryFolder } from '../../support/temporaryFolder';
import { turnsOf } from './scorerFixture';

const [TURNS, KILLS] = [6000, 10];

describe('an engine that is killed while it scores through a server', () => {
  const folder = temporaryFolder();

  it('ends with the right scores, and asks again only for what was in flight', async () => {
    const { killed } = await scoreThroughKills(folder.path('.'), turnsOf(TURNS), KILLS);
    assert.equal(killed, KILLS);
  });
});
