import assert from 'node:assert/strict';
import path from 'node:path';
import { chooseSheet, type SheetDialogs } from '../../../src/editor/blindSheet/chooseSheet';
import { FakeEngine } from './support/fakeEngine';

const DIALOGS: SheetDialogs = {
  findSheets: () => Promise.resolve(['/w/old.sheet']),
  askForSheet: () => Promise.resolve({ folder: null }),
  askForOutputs: (which) => Promise.resolve(`/w/${which}.json`),
  askForCount: () => Promise.resolve(100),
  askForFolder: (proposed) => Promise.resolve(proposed),
};

describe('choosing a blind sheet', () => {
  it('opens one that is there', async () => {
    const engine = new FakeEngine();
    const offered: unknown[] = [];
    const dialogs = {
      ...DIALOGS,
      askForSheet: (known: readonly string[]) => {
        offered.push(known);
        return Promise.resolve({ folder: '/w/old.sheet' });
      },
    };
    assert.equal(await chooseSheet(engine, dialogs), '/w/old.sheet');
    assert.deepEqual(offered, [['/w/old.sheet']]);
    assert.deepEqual(engine.asked, []);
  });

  it('begins one whose name names no model', async () => {
    const engine = new FakeEngine({ 'people/begin': () => ({ items: 100 }) });
    const folder = await chooseSheet(engine, DIALOGS);
    assert.equal(folder, path.join('/w', 'answers.sheet'));
    const params = { a: '/w/first.json', b: '/w/second.json', count: 100, folder, seed: 0 };
    assert.deepEqual(engine.asked, [{ method: 'people/begin', params }]);
  });

  it('proposes a folder beside those of the models, in that of neither', async () => {
    const engine = new FakeEngine({ 'people/begin': () => ({ items: 100 }) });
    const askForOutputs: SheetDialogs['askForOutputs'] = (which) => Promise.resolve(`/w/${which}-model/outputs.json`);
    assert.equal(await chooseSheet(engine, { ...DIALOGS, askForOutputs }), path.join('/w', 'answers.sheet'));
  });

  it('begins nothing once a question is left unanswered', async () => {
    const unanswered: readonly Partial<SheetDialogs>[] = [
      { askForSheet: () => Promise.resolve(undefined) },
      { askForOutputs: () => Promise.resolve(undefined) },
      { askForCount: () => Promise.resolve(undefined) },
      { askForFolder: () => Promise.resolve(undefined) },
    ];
    for (const dialog of unanswered) {
      const engine = new FakeEngine();
      assert.equal(await chooseSheet(engine, { ...DIALOGS, ...dialog }), undefined);
      assert.deepEqual(engine.asked, []);
    }
  });
});
