import assert from 'node:assert/strict';
import { Emitter } from '../../../src/common/emitter';
import { DeitaError } from '../../../src/common/errors';
import { PageBridge, type PageHandlers } from '../../../src/editor/pages/pageBridge';
import type { TablePage } from '../../../src/protocol/pages/tablePage';
import { fileUri, held, settled } from './support/fakeEngine';

const FILE = fileUri('/data/train.jsonl');

describe('PageBridge', () => {
  function setUp(handlers: Partial<PageHandlers<TablePage>> = {}) {
    const events = new Emitter<{ message: unknown }>();
    const posted: unknown[] = [];
    const webview = {
      onDidReceiveMessage: events.event('message'),
      postMessage: (message: unknown) => Promise.resolve(posted.push(message)),
    };
    const run: unknown[][] = [];
    const commands = { executeCommand: (...call: unknown[]) => run.push(call) };
    const bridge = new PageBridge<TablePage>(webview, handlers as PageHandlers<TablePage>, commands, FILE);
    const receive = async (message: unknown): Promise<void> => {
      events.emit('message', message);
      await settled();
    };
    return { bridge, posted, run, receive };
  }

  it('answers each request once, with a result or a typed error', async () => {
    const { posted, receive } = setUp({
      'view/locate': ({ rowIndex }) => rowIndex + 1,
      dismissFailure: () => {
        throw new DeitaError('usage', 'No.', 'Do not.');
      },
    });
    await receive({ kind: 'request', id: 1, method: 'view/locate', params: { rowIndex: 4 } });
    await receive({ kind: 'request', id: 2, method: 'dismissFailure', params: null });
    assert.deepEqual(posted, [
      { kind: 'response', id: 1, result: 5 },
      { kind: 'response', id: 2, error: { code: 'usage', message: 'No.', hint: 'Do not.' } },
    ]);
  });

  it('cancels what a page asked that is gone, and answers the next one alone', async () => {
    const signals: AbortSignal[] = [];
    const answers: ((rowIndex: number) => void)[] = [];
    const { bridge, posted, receive } = setUp({
      'view/locate': (_, signal) => {
        signals.push(signal);
        return new Promise((answer) => answers.push(answer));
      },
    });
    const request = { kind: 'request', id: 1, method: 'view/locate', params: { rowIndex: 4 } };
    await receive(request);
    bridge.forgetPage();
    await receive(request);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true, false],
    );
    for (const [index, answer] of answers.entries()) answer(index);
    await settled();
    assert.deepEqual(posted, [{ kind: 'response', id: 1, result: 1 }]);
  });

  it('refuses a method that no handler is for, also one that every object has', async () => {
    const { posted, receive } = setUp();
    for (const method of ['dataset/export', 'toString', '__proto__', 'constructor']) {
      await receive({ kind: 'request', id: 1, method, params: null });
    }
    assert.equal(posted.length, 4);
    for (const response of posted) assert.equal((response as { error?: { code: string } }).error?.code, 'usage');
  });

  it('takes no notice of what is no message', async () => {
    const { posted, receive } = setUp();
    const messages = [
      undefined,
      null,
      'request',
      7,
      [],
      {},
      { kind: 'request' },
      { kind: 'request', id: '1', method: 'cancel' },
      { kind: 'request', id: 1 },
      { kind: 'request', id: 1, method: 2 },
      { kind: 'cancel' },
      { kind: 'cancel', id: 99 },
      { kind: 'response', id: 1, result: 1 },
    ];
    for (const message of messages) await receive(message);
    assert.deepEqual(posted, []);
  });

  it('runs the commands that pages may run, on the file that the page shows', async () => {
    const { run, posted, receive } = setUp();
    const values = { budget: -1, threshold: 0.9 };
    await receive({ kind: 'command', name: 'deita.select', args: values });
    await receive({ kind: 'command', name: 'deita.export' });
    assert.deepEqual(run, [
      ['deita.select', FILE, values],
      ['deita.export', FILE, undefined],
    ]);
    assert.deepEqual(posted, [], 'what comes of it is told by events');
  });

  it('runs no other command, and none with other arguments than its own', async () => {
    const { run, receive } = setUp();
    const refused = [
      'workbench.action.terminal.sendSequence',
      'deita.clearCache',
      'deita.internal.revealRow',
      'toString',
      7,
    ];
    for (const name of refused) await receive({ kind: 'command', name });
    const output = { outputPath: '/etc/passwd', what: 'report', overwrite: true };
    await receive({ kind: 'command', name: 'deita.export', args: output });
    await receive({ kind: 'command', name: 'deita.openAsText', args: '/etc/passwd' });
    for (const args of [undefined, null, {}, { budget: 0.5, threshold: 0.9 }, { budget: 10, threshold: '0.9' }]) {
      await receive({ kind: 'command', name: 'deita.select', args });
    }
    for (const [budget, threshold] of [
      [0, 0.9],
      [-2, 0.9],
      [10, 1.1],
      [10, Number.NaN],
    ]) {
      await receive({ kind: 'command', name: 'deita.select', args: { budget, threshold } });
    }
    assert.deepEqual(run, []);
  });

  it('ends what the page no longer wants, and everything when it is disposed of', async () => {
    const aborted: number[] = [];
    const never = held<number | null>();
    const { bridge, receive } = setUp({
      'view/locate': ({ rowIndex }, signal) => {
        signal.addEventListener('abort', () => aborted.push(rowIndex));
        return never.promise;
      },
    });
    for (const id of [1, 2, 3]) await receive({ kind: 'request', id, method: 'view/locate', params: { rowIndex: id } });
    await receive({ kind: 'cancel', id: 2 });
    assert.deepEqual(aborted, [2]);
    bridge.dispose();
    assert.deepEqual(aborted.sort(), [1, 2, 3]);
    await receive({ kind: 'request', id: 4, method: 'view/locate', params: { rowIndex: 4 } });
    assert.deepEqual(aborted, [1, 2, 3], 'a disposed bridge hears nothing');
  });

  it('posts nothing to a page that is closed, whatever ends afterwards', async () => {
    const answer = held<number | null>();
    const { bridge, posted, receive } = setUp({ 'view/locate': () => answer.promise });
    await receive({ kind: 'request', id: 1, method: 'view/locate', params: { rowIndex: 4 } });
    bridge.dispose();
    answer.resolve(4);
    await settled();
    bridge.send('reveal', { rowIndex: 4 });
    assert.deepEqual(posted, []);
  });
});
