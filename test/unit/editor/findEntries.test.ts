import assert from 'node:assert/strict';
import { isRunFolder } from '../../../src/editor/annotate/runFolders';
import { findEntries, type FolderEntry } from '../../../src/editor/findEntries';

/** Folders by path; every other entry is a file. */
function searching(folders: readonly string[], files: readonly string[] = []) {
  const read: string[] = [];
  const entriesOf = (folder: string): Promise<FolderEntry[]> => {
    read.push(folder);
    const within = (paths: readonly string[], isFolder: boolean): FolderEntry[] =>
      paths
        .filter((path) => path.startsWith(`${folder}/`) && !path.slice(folder.length + 1).includes('/'))
        .map((path) => ({ name: path.slice(folder.length + 1), isFolder }));
    return Promise.resolve([...within(folders, true), ...within(files, false)]);
  };
  const join = (folder: string, name: string): string => `${folder}/${name}`;
  return {
    read,
    run: (roots: readonly string[], isWanted = isRunFolder) => findEntries(roots, { read: entriesOf, join }, isWanted),
  };
}

describe('finding what stands in a workspace', () => {
  it('looks beside datasets and a little below, nearest first', async () => {
    const { run } = searching(['/w/a', '/w/a/deep.evol', '/w/near.evol', '/w/a/b', '/w/a/b/c', '/w/a/b/c/Far.EVOL']);
    assert.deepEqual(await run(['/w']), ['/w/near.evol', '/w/a/deep.evol', '/w/a/b/c/Far.EVOL']);
  });

  it('looks neither into runs, nor far below, nor where tools keep things; a file is no run', async () => {
    const { run, read } = searching(
      [
        '/w/x.evol',
        '/w/x.evol/y.evol',
        '/w/.git',
        '/w/node_modules',
        '/w/1',
        '/w/1/2',
        '/w/1/2/3',
        '/w/1/2/3/4',
        '/w/1/2/3/4/z.evol',
      ],
      ['/w/file.evol'],
    );
    assert.deepEqual(await run(['/w']), ['/w/x.evol']);
    assert.deepEqual(read, ['/w', '/w/1', '/w/1/2', '/w/1/2/3']);
  });

  it('finds files by their names too', async () => {
    const { run } = searching(['/w/m', '/w/m/tokenizer.json'], ['/w/m/chat', '/w/tokenizer.json']);
    const isTokenizer = ({ name, isFolder }: FolderEntry): boolean => !isFolder && name === 'tokenizer.json';
    assert.deepEqual(await run(['/w'], isTokenizer), ['/w/tokenizer.json']);
  });

  it('gives up in a huge folder', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => `/w/f${at}`);
    const { run, read } = searching([...many, '/w/f1999/late.evol', '/w/f3/early.evol']);
    assert.deepEqual(await run(['/w']), ['/w/f3/early.evol']);
    assert.equal(read.length, 500);
  });
});
