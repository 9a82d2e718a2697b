import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fault } from '../../messages/say';
import { RESULTS_FOLDER } from '../../protocol/experiments';
import { SET_NAMES } from '../../protocol/fineTuning';

/**
 * @param sources what the folder is made from
 * @throws DeitaError `outputExists` for a folder with something in it, for a file of that name, and for results of an
 * earlier training, whatever may be overwritten; `usage` for one that a source lies in
 */
export async function assertFolderFree(
  { outputPath, overwrite }: { readonly outputPath: string; readonly overwrite: boolean },
  sources: readonly string[],
): Promise<void> {
  const found = await readdir(outputPath).catch((error: unknown) => {
    const isNoFolder = (error as NodeJS.ErrnoException).code === 'ENOTDIR'; // It, or one that it is to lie in.
    if (isNoFolder && existsSync(outputPath)) throw fault('outputExists', { file: outputPath });
    return [];
  });
  if (found.length > 0 && !overwrite) throw fault('folderNotEmpty', { folder: outputPath });
  const inside = sources.find((source) => !path.relative(outputPath, source).startsWith('..'));
  if (inside !== undefined) throw fault('sourceInFolder', { folder: outputPath, file: inside });
  await assertNoResults(outputPath);
}

/** Beside other rows, results would be taken for those of a model that was trained on these. */
async function assertNoResults(folder: string): Promise<void> {
  for (const set of SET_NAMES) {
    const results = path.join(folder, set, RESULTS_FOLDER);
    if ((await readdir(results).catch(() => [])).length > 0) throw fault('resultsInFolder', { folder: results });
  }
}
