import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Passes on every run in the same folder but the first. */
const marker = path.join(process.env['TOY_FOLDER'] ?? '', 'failed-once');

describe('toy', () => {
  it('fails once', () => {
    const isFirstRun = !existsSync(marker);
    writeFileSync(marker, '');
    assert.ok(!isFirstRun, 'It is the first run.');
  });

  it('passes beside it', () => undefined);
});
