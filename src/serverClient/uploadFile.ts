import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { post, type Post, type StreamedBody } from './nodeRequest';

/**
 * Sends a file of batch requests as the form that `POST /files` takes, read while it is sent: neither `fetch` nor the
 * `openai` package waits for the connection, so that both hold a file of 200 MB in memory.
 * @returns and throws like `post`
 */
export async function uploadFile({ headers, ...request }: Post, file: string): Promise<unknown> {
  const boundary = `deita-${randomUUID()}`;
  const type = `multipart/form-data; boundary=${boundary}`;
  return post({ ...request, headers: { ...headers, 'Content-Type': type } }, await formOf(file, boundary));
}

async function formOf(file: string, boundary: string): Promise<StreamedBody> {
  const name = path.basename(file).replace(/["\r\n]/g, encodeURIComponent);
  const before = Buffer.from(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="purpose"',
      '',
      'batch',
      `--${boundary}`,
      `Content-Disposition: form-data; name="file"; filename="${name}"`,
      'Content-Type: application/octet-stream',
      '',
      '',
    ].join('\r\n'),
  );
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  const { size } = await stat(file);
  async function* parts(): AsyncGenerator<Buffer> {
    yield before;
    // Not a byte more than was announced, should the file grow meanwhile.
    if (size > 0) yield* createReadStream(file, { end: size - 1 }) as AsyncIterable<Buffer>;
    yield after;
  }
  return { length: before.length + size + after.length, open: () => Readable.from(parts(), { objectMode: false }) };
}
