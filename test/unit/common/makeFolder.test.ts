import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, makeFolderSync, missingFolders } from '../../../src/common/makeFolder';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('a folder that is made', () => {
  const folder = temporaryFolder();
  const makers: Readonly<Record<string, (path: string) => Promise<void> | void>> = { makeFolder, makeFolderSync };

  for (const [name, make] of Object.entries(makers)) {
    it(`comes with those on the way to it, and may be there already: ${name}`, async () => {
      const wanted = folder.path('a/b/c');
      await make(wanted);
      await make(wanted);
      assert.ok(statSync(wanted).isDirectory());
      await Promise.all(['d/e/f', 'd/e/g'].map(async (each) => make(folder.path(each))));
      assert.ok(existsSync(folder.path('d/e/f')) && existsSync(folder.path('d/e/g')));
    });

    it(`is refused where a file is in its place, or on the way to it: ${name}`, async () => {
      const file = folder.write('file', '');
      await assert.rejects(async () => make(file), { code: 'EEXIST' });
      await assert.rejects(async () => make(folder.path('file/a/b')), { code: /ENOTDIR|ENOENT/ });
    });

    it(`is refused where folders of the system take none, and say that there is nothing: ${name}`, async function () {
      if (!existsSync('/proc/self')) this.skip();
      await assert.rejects(async () => make('/proc/deita/a'), { code: 'ENOENT' });
    });
  }

  it('is looked for up to a drive that is not there, and no further', () => {
    assert.deepEqual(missingFolders('Q:\\a\\b', path.win32), ['Q:\\', 'Q:\\a', 'Q:\\a\\b']);
    assert.deepEqual(missingFolders('\\\\gone\\share\\a', path.win32), ['\\\\gone\\share\\', '\\\\gone\\share\\a']);
  });
});
