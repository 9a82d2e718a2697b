import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { EditorChatModel, editorLimit } from '../../../src/evol/chat/editorChatModel';

const REQUEST = { prompt: 'Hello?', temperature: 0, seed: 1, mostTokens: 10 };

describe('a chat model of the editor’s own', () => {
  function model(failures: readonly DeitaError[]) {
    const left = [...failures];
    const asked: unknown[] = [];
    const chat = new EditorChatModel(
      'acme/wise-1',
      (question) => {
        asked.push(question);
        const failure = left.shift();
        return failure === undefined ? Promise.resolve({ text: 'Hello.' }) : Promise.reject(failure);
      },
      editorLimit(),
      [0, 0],
    );
    return { chat, asked };
  }
  const failed = new DeitaError('chatFailed', 'It did not answer.');

  it('is asked the prompt alone, and counts no tokens', async () => {
    const { chat, asked } = model([]);
    assert.deepEqual(await chat.ask(REQUEST), { text: 'Hello.', tokens: null, cutOff: false });
    assert.deepEqual(asked, [{ model: 'acme/wise-1', prompt: 'Hello?' }]);
  });

  it('is asked again what it failed at, each time counted as a request that may be paid', async () => {
    const { chat, asked } = model([failed, failed]);
    const counted: boolean[] = [];
    const answer = await chat.ask(REQUEST, { beforeRequest: (mayBePaid) => void counted.push(mayBePaid) });
    assert.equal(answer.text, 'Hello.');
    assert.deepEqual([asked.length, counted], [3, [false, true, true]]);
  });

  it('gives up in the end, and at once where asking again is of no use', async () => {
    await assert.rejects(model([failed, failed, failed]).chat.ask(REQUEST), failed);
    const paused = new DeitaError('chatPaused', 'Nothing left.');
    const { chat, asked } = model([paused]);
    await assert.rejects(chat.ask(REQUEST), paused);
    assert.equal(asked.length, 1);
  });
});
