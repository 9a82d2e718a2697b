import assert from 'node:assert/strict';
import { PageStates } from '../../../src/editor/pages/pageStates';
import type { PageState } from '../../../src/protocol/pages/tablePage';
import { fileUri } from './support/fakeEngine';
import { FakeMemento } from './support/fakeMemento';

function state(currentRowIndex: number): PageState {
  return { query: {}, columnWidths: {}, detailsShare: 0.3, currentRowIndex, histograms: true };
}

describe('PageStates', () => {
  it('keep a hundred files and forget the one saved longest ago', async () => {
    const states = new PageStates<PageState>(new FakeMemento(), 'tables');
    const uris = Array.from({ length: 101 }, (_, file) => fileUri(`/data/${file}.jsonl`));
    const [first, second, third] = uris as [(typeof uris)[0], (typeof uris)[0], (typeof uris)[0]];
    for (const [file, uri] of uris.slice(0, 100).entries()) await states.set(uri, state(file));
    await states.set(first, state(7));
    await states.set(uris.at(-1) ?? first, state(100));
    assert.equal(states.get(second), null, 'saved before all others');
    assert.equal(states.get(first)?.currentRowIndex, 7, 'saved again since');
    assert.equal(states.get(third)?.currentRowIndex, 2);
    assert.equal(uris.filter((uri) => states.get(uri) !== null).length, 100);
  });

  it('know nothing of a file that was never saved', () => {
    assert.equal(new PageStates<PageState>(new FakeMemento(), 'tables').get(fileUri('/data/new.jsonl')), null);
  });
});
