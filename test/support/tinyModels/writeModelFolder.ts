import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a model as exports leave it. @param files contents by path, as JSON @returns the folder */
export function writeModelFolder(
  folder: string,
  files: Readonly<Record<string, unknown>>,
  network: Uint8Array,
): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
  }
  writeFileSync(path.join(folder, 'model.onnx'), network);
  return folder;
}
