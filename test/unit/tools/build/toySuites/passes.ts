import { appendFileSync } from 'node:fs';
import path from 'node:path';

describe('toy', () => {
  it('passes', () => appendFileSync(path.join(process.env['TOY_FOLDER'] ?? '', 'passes'), 'once\n'));

  it.skip('is skipped', () => undefined);
});
