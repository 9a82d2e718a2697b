import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { DeitaError } from '../../../src/common/errors';
import { BatchApi } from '../../../src/serverClient/batchApi';
import { MOST_ERROR_BYTES } from '../../../src/common/guardedFetch';
import { MOST_ANSWER_BYTES } from '../../../src/serverClient/answerLimits';
import { ServerClient } from '../../../src/serverClient/serverClient';
import { recordingServers, type Answer } from '../../support/servers/recordingServer';

const ONCE = { attempts: 1, baseMs: 1, maxMs: 1 };

describe('answers that do not end', function () {
  const start = recordingServers();
  let sent = 0;

  /** Writes as fast as it is read, for ever. */
  const endless =
    (status: number, begin = '{"data": "'): Answer =>
    (_request, response) => {
      sent = 0;
      response.writeHead(status, { 'content-type': 'application/json' }).write(begin);
      pour(response);
    };

  function pour(response: ServerResponse): void {
    const piece = Buffer.alloc(256 * 1024, 'x');
    const more = (): void => {
      if (response.destroyed) return;
      sent += piece.length;
      response.write(piece, more);
    };
    more();
  }

  async function failureOf(work: Promise<unknown>): Promise<DeitaError> {
    try {
      await work;
    } catch (error) {
      assert.ok(error instanceof DeitaError);
      return error;
    }
    throw new Error('no error');
  }

  for (const [what, ask] of [
    ['a POST', (client: ServerClient) => client.post('/completions', {})],
    ['a GET', (client: ServerClient) => client.get('/models')],
  ] as const) {
    it(`are cut at a size, and named: ${what}`, async () => {
      const { baseUrl } = await start(endless(200));
      const error = await failureOf(ask(new ServerClient({ baseUrl })));
      assert.equal(error.code, 'serverAnswer');
      assert.match(error.message, /answered with more than 64 MB/);
      // What lay in the connection's buffers when it was closed comes on top.
      assert.ok(sent < MOST_ANSWER_BYTES * 2, `${sent} bytes were sent`);
    });

    it(`are read in part where they tell of an error: ${what}`, async () => {
      const { baseUrl } = await start(endless(400));
      const error = await failureOf(ask(new ServerClient({ baseUrl })));
      assert.equal(error.code, 'serverRefused');
      assert.match(error.message, /answered 400/);
      assert.ok(sent < MOST_ERROR_BYTES * 32, `${sent} bytes were sent`);
    });
  }

  it('fail one request, which is not tried again in parts', async () => {
    const server = await start(endless(200));
    await failureOf(new BatchApi({ baseUrl: server.baseUrl }, ONCE).retrieve('b'));
    assert.equal(server.requests.length, 1);
  });

  it('still end by the time limit where they trickle', async () => {
    const { baseUrl } = await start((_request, response) => response.writeHead(200).write('{'));
    const error = await failureOf(new ServerClient({ baseUrl }, { timeoutMs: 200 }).post('/completions', {}));
    assert.equal(error.code, 'serverUnreachable');
  });
});
