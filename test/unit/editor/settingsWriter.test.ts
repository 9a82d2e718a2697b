import assert from 'node:assert/strict';
import { writeSettings, type SettingsPlace, type WritableSettings } from '../../../src/editor/settingsWriter';

describe('writeSettings', () => {
  async function written(
    values: Parameters<typeof writeSettings>[0],
    workspaceValue: unknown,
    isTrusted: boolean,
    preferred?: SettingsPlace,
  ) {
    const updates: unknown[] = [];
    const settings: WritableSettings = {
      isTrusted,
      inspect: (key) => ({ defaultValue: key === 'embedder' ? 'built-in' : '', workspaceValue }),
      update: (...update) => {
        updates.push(update);
        return Promise.resolve();
      },
    };
    await writeSettings(values, settings, preferred);
    return updates;
  }

  it('writes for the user where the workspace has no value of its own', async () => {
    assert.deepEqual(await written({ embedder: 'onnx', 'onnx.embeddingModel': '/m' }, undefined, true), [
      ['embedder', 'onnx', 'user'],
      ['onnx.embeddingModel', '/m', 'user'],
    ]);
  });

  it('writes to the workspace that would win over the user’s value', async () => {
    assert.deepEqual(await written({ embedder: 'onnx' }, 'file', true), [['embedder', 'onnx', 'workspace']]);
  });

  it('writes to the workspace what is about the project, where that is trusted', async () => {
    const tokenizer = { 'training.tokenizer': '/m' };
    assert.deepEqual(await written(tokenizer, undefined, true, 'workspace'), [
      ['training.tokenizer', '/m', 'workspace'],
    ]);
    assert.deepEqual(await written(tokenizer, undefined, false, 'workspace'), [['training.tokenizer', '/m', 'user']]);
  });

  it('writes nothing to a workspace that is not trusted: its values are ignored', async () => {
    assert.deepEqual(await written({ embedder: 'onnx' }, 'file', false), [['embedder', 'onnx', 'user']]);
  });

  it('takes a value away that is the default', async () => {
    assert.deepEqual(await written({ embedder: 'built-in' }, undefined, true), [['embedder', undefined, 'user']]);
  });
});
