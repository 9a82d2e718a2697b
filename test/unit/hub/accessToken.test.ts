import assert from 'node:assert/strict';
import { HUB_ENDPOINT } from '../../../src/common/hub';
import { hubParameters } from '../../../src/hub/hub';
import { readDatasetRepository, readRepository } from '../../../src/hub/repository';

const TOKEN = 'hf_secret';
const STORE = 'https://store.example';

/** Stands in for the network, of which the hub itself is a part: what was asked for, and with which key. */
function recordedFetch(answer: (url: URL) => Response) {
  const asked: { readonly url: string; readonly authorization: string | null }[] = [];
  const send: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push({ url: url.href, authorization: new Headers(init?.headers).get('authorization') });
    return Promise.resolve(answer(url));
  };
  return { asked, send };
}

describe('the access token of the hub', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  const redirectTo = (location: string): Response => new Response(null, { status: 302, headers: { location } });

  it('goes to the hub, and stays behind where the hub redirects to another origin', async () => {
    const { asked, send } = recordedFetch((url) =>
      url.origin === STORE
        ? redirectTo(`${HUB_ENDPOINT}/back`)
        : redirectTo(url.pathname === '/back' ? '' : `${STORE}/a`),
    );
    globalThis.fetch = send;
    const hub = { endpoint: HUB_ENDPOINT, accessToken: TOKEN, signal: undefined };
    for (const [kind, read] of [
      ['models', () => readRepository('owner/name', hub)],
      ['datasets', () => readDatasetRepository('owner/name', undefined, hub)],
    ] as const) {
      asked.length = 0;
      await assert.rejects(read(), { code: 'downloadFailed' });
      const [first, second, third] = asked;
      assert.ok(first !== undefined && first.url.startsWith(`${HUB_ENDPOINT}/api/${kind}/owner/name`));
      assert.equal(first.authorization, `Bearer ${TOKEN}`);
      assert.deepEqual(second, { url: `${STORE}/a`, authorization: null });
      assert.deepEqual(third, { url: `${HUB_ENDPOINT}/back`, authorization: null });
    }
  });

  it('is not handed to the library for a mirror, nor for the hub by another protocol or port', () => {
    const given = (endpoint: string): string | undefined =>
      hubParameters({ endpoint, accessToken: TOKEN, signal: undefined }).accessToken;
    assert.equal(given(HUB_ENDPOINT), TOKEN);
    for (const other of ['https://hf-mirror.example', 'http://huggingface.co', 'https://huggingface.co:8443']) {
      assert.equal(given(other), undefined, other);
    }
  });
});
