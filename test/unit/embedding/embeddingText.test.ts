import assert from 'node:assert/strict';
import fc from 'fast-check';
import { embeddingText } from '../../../src/embedding/embeddingText';
import { normaliseText, partsOf } from '../../../src/embedding/normalForm';

describe('embedding text', () => {
  it('holds every message in order, without roles', () => {
    const turns = [
      { instruction: 'First?', response: 'One.' },
      { instruction: 'Second?', response: 'Two.' },
    ];
    const text = normaliseText(embeddingText({ system: 'Be brief.', turns }));
    assert.deepEqual(partsOf(text), ['Be brief.', 'First?', 'One.', 'Second?', 'Two.']);
  });

  it('has no parts for what is empty', () => {
    const text = normaliseText(embeddingText({ turns: [{ instruction: 'Go on.', response: ' \n' }] }));
    assert.deepEqual(partsOf(text), ['Go on.']);
    assert.deepEqual(partsOf(normaliseText(' \u001e ')), []);
  });

  it('normalises Unicode and white space', () => {
    assert.equal(normaliseText('\u00a0ｆｕｌｌ  width\t①\r\nCafe\u0301 '), 'full width 1 Café');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(normaliseText(normaliseText(text)), normaliseText(text));
      }),
    );
  });
});
