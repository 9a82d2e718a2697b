import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fault } from '../../messages/say';

/**
 * @param sources what the folder is made from
 * @throws DeitaError `outputExists` for a folder with something in it, and for a file of that name; `usage` for one that
 * a source lies in
 */
export async function assertFolderFree(
  { outputPath, overwrite }: { readonly outputPath: string; readonly overwrite: boolean },
  sources: readonly string[],
): Promise<void> {
  const found = await readdir(outputPath).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') throw fault('outputExists', { file: outputPath });
    return [];
  });
  if (found.length > 0 && !overwrite) throw fault('folderNotEmpty', { folder: outputPath });
  const inside = sources.find((source) => !path.relative(outputPath, source).startsWith('..'));
  if (inside !== undefined) throw fault('sourceInFolder', { folder: outputPath, file: inside });
}
