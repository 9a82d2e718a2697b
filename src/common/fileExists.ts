import { stat } from 'node:fs/promises';

/** Whether something is there that can be seen: false as well where a folder above it must not be looked into. */
export async function fileExists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
