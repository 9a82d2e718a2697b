import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync, truncateSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { readResults, type BatchResult } from '../../../src/batch/resultFiles';
import { say } from '../../../src/messages/say';
import { temporaryFolder } from '../../support/temporaryFolder';

const FILE_BYTES = 400 * 1024 ** 2;
/** Node.js with the client loaded takes a quarter of this; a file in memory would take more than twice as much. */
const MOST_BYTES = FILE_BYTES * 0.75;
const PROCESS = path.join(__dirname, '../../support/batch/transferProcess.ts');

describe('files of a batch', function () {
  const folder = temporaryFolder();
  let server: Server;
  let received = 0;

  before(async () => {
    server = createServer((request, response) => {
      if (request.method === 'POST') {
        received = 0;
        request.on('data', (piece: Buffer) => (received += piece.length));
        request.on('end', () => response.setHeader('content-type', 'application/json').end('{"id": "in"}'));
      } else zeros(FILE_BYTES).pipe(response.writeHead(200));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  async function peakOf(direction: 'up' | 'down', file: string): Promise<number> {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const child = fork(PROCESS, [baseUrl, direction, file], { execArgv: ['--import=tsx'] });
    const [peak] = (await once(child, 'message')) as [number];
    return peak;
  }

  it('go up without being held in memory', async () => {
    const file = folder.write('requests.jsonl', '');
    truncateSync(file, FILE_BYTES);
    const peak = await peakOf('up', file);
    assert.ok(received > FILE_BYTES && received < FILE_BYTES + 1000, `${received} bytes came`);
    assert.ok(peak < MOST_BYTES, `${Math.round(peak / 1024 ** 2)} MB`);
  });

  it('come down without being held in memory', async () => {
    const peak = await peakOf('down', folder.path('results.jsonl'));
    assert.equal(statSync(folder.path('results.jsonl')).size, FILE_BYTES);
    assert.ok(peak < MOST_BYTES, `${Math.round(peak / 1024 ** 2)} MB`);
  });

  it('are read line by line: one without an end is left out, and the next ones are read', async () => {
    const answer = (id: string, text: string): string =>
      JSON.stringify({ custom_id: id, response: { body: { text } } });
    const endless = `"${'x'.repeat(65 * 1024 ** 2)}"`;
    // U+2028 ends a line of text, but none of JSON Lines.
    const lines = [answer('a', 'one\u2028line'), endless, '', answer('b', 'CRLF') + '\r', answer('c', 'no line break')];
    const found: BatchResult[] = [];
    for await (const result of readResults(folder.write('results.jsonl', lines.join('\n')))) found.push(result);
    assert.deepEqual(found, [
      { id: 'a', answer: { text: 'one\u2028line' } },
      { place: `${folder.path('results.jsonl')}:2`, unreadable: say('line.tooLong') },
      { id: 'b', answer: { text: 'CRLF' } },
      { id: 'c', answer: { text: 'no line break' } },
    ]);
  });
});

function zeros(bytes: number): Readable {
  const piece = Buffer.alloc(64 * 1024);
  let left = bytes;
  return new Readable({
    read() {
      const next = piece.subarray(0, left);
      left -= next.length;
      this.push(next.length === 0 ? null : next);
    },
  });
}
