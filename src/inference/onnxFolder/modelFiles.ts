import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileExists } from '../../common/fileExists';
import { NETWORK_FILES } from '../../common/modelFolder';
import { fault, noneOf } from '../../messages/say';

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws DeitaError `modelMissing` */
export async function findNetwork(folder: string, named: string | undefined): Promise<string> {
  const candidates = named === undefined ? NETWORK_FILES : [named];
  for (const candidate of candidates) {
    const file = path.join(folder, candidate);
    if (await fileExists(file)) return file;
  }
  throw fault('noNetwork', { folder, files: noneOf(candidates) });
}

/** @throws DeitaError `modelMissing` when there is no such file, `modelUnsupported` when it holds no JSON object */
export async function readJson(file: string): Promise<JsonObject> {
  const content = await readJsonIfThere(file);
  if (content !== undefined) return content;
  throw fault('noModelFile', { folder: path.dirname(file), file: path.basename(file) });
}

/** @throws DeitaError `modelUnsupported` when the file holds no JSON object */
export async function readJsonIfThere(file: string): Promise<JsonObject | undefined> {
  const value = await readParsed(file);
  if (value === undefined || isObject(value)) return value;
  throw fault('noJsonObject', { file });
}

/** @throws DeitaError `modelUnsupported` when the file holds no JSON */
export async function readParsed(file: string): Promise<unknown> {
  if (!(await fileExists(file))) return undefined;
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw fault('noValidJson', { file });
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
