import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Its tests are not reached on the first run in a folder. */
const marker = path.join(process.env['TOY_FOLDER'] ?? '', 'hook-failed-once');

describe('toy behind a hook', () => {
  before(() => {
    const isFirstRun = !existsSync(marker);
    writeFileSync(marker, '');
    assert.ok(!isFirstRun);
  });

  it('passes', () => undefined);
});
