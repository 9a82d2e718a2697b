import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import type { PageRequest, ToHost } from '../../../src/protocol/pages/pageMessages';
import type { TablePage } from '../../../src/protocol/pages/tablePage';
import { RequestClient } from '../../../webview/kit/host/requestClient';

function fixture(): { client: RequestClient<TablePage>; posted: ToHost[] } {
  const posted: ToHost[] = [];
  return { client: new RequestClient({ postMessage: (message) => posted.push(message) }), posted };
}

function idOf(message: ToHost | undefined): number {
  assert.ok(message !== undefined && message.kind !== 'command');
  return message.id;
}

describe('request client', () => {
  it('matches answers to requests by id, in any order', async () => {
    const { client, posted } = fixture();
    const first = client.request('view/locate', { rowIndex: 1 });
    const second = client.request('view/locate', { rowIndex: 2 });
    client.receive({ kind: 'response', id: idOf(posted[1]), result: 20 });
    client.receive({ kind: 'response', id: idOf(posted[0]), result: 10 });
    assert.deepEqual(await Promise.all([first, second]), [10, 20]);
    assert.deepEqual((posted[0] as PageRequest).params, { rowIndex: 1 });
  });

  it('turns an error into one for people, with code and hint', async () => {
    const { client, posted } = fixture();
    const request = client.request('ready', null);
    const error = { code: 'outputExists', message: 'It exists.', hint: 'Choose another name.' } as const;
    client.receive({ kind: 'response', id: idOf(posted[0]), error });
    await assert.rejects(request, (thrown) => thrown instanceof DeitaError && thrown.hint === 'Choose another name.');
  });

  it('cancels at both ends and drops the answer that still comes', async () => {
    const { client, posted } = fixture();
    const controller = new AbortController();
    const request = client.request('row/detail', { rowIndex: 1 }, controller.signal);
    controller.abort();
    await assert.rejects(request, { code: 'cancelled' });
    assert.deepEqual(posted[1], { kind: 'cancel', id: idOf(posted[0]) });
    client.receive({ kind: 'response', id: idOf(posted[0]), result: null });
    assert.equal(posted.length, 2);
  });

  it('sends nothing for a request that is cancelled before it is made', async () => {
    const { client, posted } = fixture();
    await assert.rejects(client.request('ready', null, AbortSignal.abort()), { code: 'cancelled' });
    assert.deepEqual(posted, []);
  });

  it('sends no cancellation once the answer is there', async () => {
    const { client, posted } = fixture();
    const controller = new AbortController();
    const request = client.request('view/locate', { rowIndex: 1 }, controller.signal);
    client.receive({ kind: 'response', id: idOf(posted[0]), result: null });
    await request;
    controller.abort();
    assert.equal(posted.length, 1);
  });

  it('asks for commands by name, with arguments where they take some', () => {
    const { client, posted } = fixture();
    client.run('deita.select', { budget: 10, threshold: 0.9 });
    client.run('deita.export');
    assert.deepEqual(posted, [
      { kind: 'command', name: 'deita.select', args: { budget: 10, threshold: 0.9 } },
      { kind: 'command', name: 'deita.export', args: undefined },
    ]);
  });

  it('hands events to their listeners only', () => {
    const { client } = fixture();
    const revealed: number[] = [];
    client.on('reveal', ({ rowIndex }) => revealed.push(rowIndex));
    client.receive({ kind: 'event', name: 'reveal', value: { rowIndex: 7 } });
    client.receive({ kind: 'event', name: 'jobChanged', value: null });
    assert.deepEqual(revealed, [7]);
  });
});
