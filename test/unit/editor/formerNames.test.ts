import assert from 'node:assert/strict';
import { FormerNames, type SettingPlace } from '../../../src/editor/formerNames';
import { fileUri } from './support/fakeEngine';

type Values = Partial<Record<SettingPlace, unknown>>;

describe('values of settings that earlier versions called otherwise', () => {
  const uri = fileUri('/data/train.jsonl');

  function setUp(values: { readonly scorer?: Values; readonly embedder?: Values }, agrees: boolean) {
    const messages: string[] = [];
    const updates: unknown[] = [];
    const names = new FormerNames({
      valuesOf: (role) => ({ folder: undefined, workspace: undefined, user: undefined, ...values[role] }),
      update: (role, kind, place) => {
        updates.push([role, kind, place]);
        return Promise.resolve();
      },
      offerUpdate: (message) => {
        messages.push(message);
        return Promise.resolve(agrees);
      },
    });
    return { names, messages, updates };
  }

  it('are told of once, with setting and new value, and updated wherever they stand', async () => {
    const values = { scorer: { user: 'openai', folder: 'openai' }, embedder: { workspace: 'embedded', user: 'onnx' } };
    const { names, messages, updates } = setUp(values, true);
    await names.tell(uri);
    await names.tell(uri);
    assert.deepEqual(messages, [
      'Values of settings have new names: deita.scorer "openai" is now "server", deita.embedder "embedded" is now "built-in". The old names still work.',
    ]);
    assert.deepEqual(updates, [
      ['scorer', 'server', 'folder'],
      ['scorer', 'server', 'user'],
      ['embedder', 'built-in', 'workspace'],
    ]);
  });

  it('stay as they are unless the person agrees', async () => {
    const { names, messages, updates } = setUp({ scorer: { user: 'embedded' } }, false);
    await names.tell(uri);
    assert.equal(messages.length, 1);
    assert.deepEqual(updates, []);
  });

  it('are told of as soon as there are any', async () => {
    const values: { scorer?: Values } = { scorer: { user: 'server', workspace: 'nonsense' } };
    const { names, messages } = setUp(values, false);
    await names.tell(uri);
    assert.deepEqual(messages, []);
    values.scorer = { user: 'openai' };
    await names.tell(uri);
    assert.equal(messages.length, 1);
  });
});
