import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SETTING_DEFAULTS, type SettingKey, type Settings } from '../../../src/editor/contributions/settings';
import { chooseTokenizer, type TokenizerDialogs } from '../../../src/editor/trainingView/chooseTokenizer';
import { renderingOf } from '../../../src/editor/trainingView/renderingOf';
import { temporaryFolder } from '../../support/temporaryFolder';
import { fileUri } from './support/fakeEngine';

describe('the training view', () => {
  const folder = temporaryFolder();
  const rendering = (settings: Partial<Settings>) => {
    const readSetting = <K extends SettingKey>(key: K): Settings[K] => ({ ...SETTING_DEFAULTS, ...settings })[key];
    return renderingOf(readSetting, fileUri('/data/train.jsonl'));
  };

  it('renders as the settings say; a path counts from the dataset’s folder', () => {
    assert.equal(rendering({}), null);
    assert.equal(rendering({ 'training.tokenizer': '  ' }), null);
    const tokenizer = path.resolve('/data/models/chat');
    const chosen = { 'training.tokenizer': 'models/chat' };
    assert.deepEqual(rendering(chosen), { tokenizer, recipe: 'lora', length: 2048 });
    assert.deepEqual(rendering({ ...chosen, 'training.recipe': 'deita-mistral-7b', 'training.maxTokens': 512 }), {
      ...{ tokenizer, recipe: 'deita-mistral-7b', length: 512 },
    });
    assert.equal(rendering({ ...chosen, 'training.recipe': 'typed by hand' })?.recipe, 'lora');
  });

  it('keeps the folder that is chosen for it, of those that are there', async () => {
    mkdirSync(folder.path('chat'));
    const file = folder.write('chat/tokenizer.json', '{}');
    const found = [path.dirname(file)];
    const saved: Partial<Settings>[] = [];
    const offered: (readonly string[])[] = [];
    const dialogs = (chosen: string | undefined): TokenizerDialogs => ({
      findTokenizers: () => Promise.resolve(found),
      askForFolder: (known) => {
        offered.push(known);
        return Promise.resolve(chosen);
      },
    });
    const save = (values: Partial<Settings>): Promise<void> => {
      saved.push(values);
      return Promise.resolve();
    };
    await chooseTokenizer(dialogs(undefined), save);
    assert.deepEqual([offered, saved], [[found], []]);
    await assert.rejects(chooseTokenizer(dialogs(folder.path('elsewhere')), save), { code: 'usage' });
    assert.deepEqual(saved, []);
    await chooseTokenizer(dialogs(found[0]), save);
    assert.deepEqual(saved, [{ 'training.tokenizer': found[0] }]);
  });
});
