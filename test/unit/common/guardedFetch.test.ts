import assert from 'node:assert/strict';
import { guardedFetch, type FetchGuard } from '../../../src/common/guardedFetch';
import { recordingServers, redirectTo, sendJson, type RecordingServer } from '../../support/servers/recordingServer';

const KEY = 'Bearer deita-test-key';
const headers = { Authorization: KEY, Cookie: 'session=1' };

describe('guardedFetch', () => {
  const start = recordingServers();

  function guardOf({ origin }: RecordingServer, changes: Partial<FetchGuard> = {}): typeof fetch {
    const tooLarge = (): Error => new Error('too large');
    return guardedFetch({ keyOrigin: origin, otherOrigin: 'withoutKey', mostBytes: 1e6, tooLarge, ...changes });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`follows ${status} to another origin without the key`, async () => {
      const last = await start((_request, response) => sendJson(response, { done: true }));
      const other = await start((request, response) =>
        redirectTo(`${last.origin}/b`, status)(request, response, Buffer.of()),
      );
      const first = await start(redirectTo(`${other.origin}/a`, status));
      const response = await guardOf(first)(`${first.origin}/`, { headers });
      assert.deepEqual(await response.json(), { done: true });
      assert.deepEqual([first.authorizations, other.authorizations, last.authorizations], [[KEY], [''], ['']]);
    });
  }

  it('sends no key to its own origin where another one sent the request there', async () => {
    let away = '';
    const own = await start((request, response, body) =>
      request.url === '/' ? redirectTo(away)(request, response, body) : sendJson(response, {}),
    );
    const other = await start(redirectTo(`${own.origin}/delete-everything`));
    away = other.origin;
    await guardOf(own)(own.origin, { headers });
    assert.deepEqual(
      own.requests.map(({ authorization }) => authorization),
      [KEY, undefined],
    );
  });

  it('keeps the key within the origin', async () => {
    const server = await start((request, response, body) =>
      request.url === '/' ? redirectTo('/next')(request, response, body) : sendJson(response, { body: String(body) }),
    );
    const response = await guardOf(server)(server.origin, { method: 'POST', body: 'text', headers });
    assert.deepEqual(await response.json(), { body: 'text' });
    assert.deepEqual(server.authorizations, [KEY]);
    assert.equal(response.url, `${server.origin}/next`);
  });

  it('hands over the redirect itself where other origins are refused', async () => {
    const other = await start((_request, response) => sendJson(response, {}));
    const first = await start(redirectTo(other.origin));
    const response = await guardOf(first, { otherOrigin: 'refused' })(first.origin, { headers });
    assert.equal(response.status, 307);
    assert.deepEqual(other.requests, []);
  });

  it('sends no key to an address that is of another origin from the start', async () => {
    const other = await start((_request, response) => sendJson(response, {}));
    const own = await start((_request, response) => sendJson(response, {}));
    await guardOf(own)(other.origin, { headers });
    assert.deepEqual(other.authorizations, ['']);
  });

  it('gives up on a circle of redirects', async () => {
    const server = await start(redirectTo('/again'));
    assert.equal((await guardOf(server)(server.origin)).status, 307);
    assert.ok(server.requests.length < 20);
  });

  for (const [what, type] of [
    ['declared', true],
    ['endless', false],
  ] as const) {
    it(`ends a body that is too large, ${what}`, async () => {
      const server = await start((_request, response) => {
        if (type) response.writeHead(200, { 'content-length': 1e9 });
        const more = (): boolean => response.destroyed || response.write(Buffer.alloc(65_536), more);
        more();
      });
      await assert.rejects(async () => (await guardOf(server)(server.origin)).text(), /too large/);
    });
  }

  it('cuts what a server says about an error', async () => {
    const server = await start((_request, response) => response.writeHead(500).end(Buffer.alloc(10_000, 'x')));
    const response = await guardOf(server, { mostBytes: 5000 })(server.origin);
    assert.ok((await response.text()).length <= 5000);
  });
});
