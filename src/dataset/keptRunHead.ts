import { open } from 'node:fs/promises';
import { isObject, parsedJson, type JsonObject } from './formats/format';
import type { KeptRun } from './keptRuns';

/** More than parameters take, however many tags they name. */
const MOST_BYTES = 1 << 20;

/** What a run says of itself before its rows, which may be many; undefined for what is no report. */
export async function keptRunHead({ file }: KeptRun): Promise<JsonObject | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    const head = parsedJson(line.replace(/,\r?$/, '}'));
    return isObject(head) ? head : undefined;
  } catch {
    return undefined; // A folder of that name.
  } finally {
    await handle.close();
  }
}
