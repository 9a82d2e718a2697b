import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '../../..');

/** What the hosts download or unpack is kept here, inside the checkout and outside version control. */
const CACHE = path.join(ROOT, '.vscode-test');

/**
 * Returns the cached folder `name`, filled by `fill` the first time. The folder appears under its name only once it
 * is complete, so that a stopped run leaves nothing half-made and two runs may fill it at the same time.
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(CACHE, name);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(path.join(CACHE, `${name}.draft-`));
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
