import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Changes when a file in a folder does, or one folder below: names, sizes and times, not content. */
export async function folderStamp(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const deeper = await Promise.all(below.map(async (name) => filesOf(folder, name)));
  return JSON.stringify([folder, await filesOf(folder, ''), deeper]);
}

async function filesOf(folder: string, below: string): Promise<string[]> {
  const names = (await readdir(path.join(folder, below)).catch(() => [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const found = await stat(path.join(folder, below, name)).catch(() => undefined);
      return found?.isFile() === true ? `${below}/${name} ${found.size} ${found.mtimeMs}` : '';
    }),
  );
}
