import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { chatError } from '../../../src/editor/languageModels/chatError';
import { fromWireError, toWireError } from '../../../src/protocol/wireError';
import { errorWords } from '../../../src/wording/errorText';
import { useLanguage } from '../../../src/wording/language';

describe('an error of the editor’s language models', () => {
  const coded = (code: string, message: string, cause?: unknown): Error =>
    Object.assign(new Error(message, cause === undefined ? {} : { cause }), { code });

  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  const CASES: readonly (readonly [what: string, error: unknown, code: string, text: RegExp])[] = [
    ['missing consent', coded('NoPermissions', 'no'), 'chatPaused', /does not let DEITA use acme\/wise/],
    ['a model that is gone', coded('NotFound', 'no'), 'chatPaused', /has no model acme\/wise now/],
    ['a block', coded('Blocked', 'Try tomorrow.'), 'chatPaused', /nothing more for now: Try tomorrow\./],
    ['a quota behind it', coded('Unknown', 'failed', new Error('Quota exceeded')), 'chatPaused', /Quota exceeded/],
    ['a rate limit', new Error('429 Too Many Requests'), 'chatPaused', /Too Many Requests/],
    ['a filter', coded('Unknown', 'x', new Error('Response got filtered')), 'chatRefused', /got filtered/],
    ['a subject', coded('Unknown', 'x', new Error('off_topic')), 'chatRefused', /off_topic/],
    ['a long text', new Error('maximum context length is 8192'), 'chatRefused', /maximum context/],
    ['a broken line', new Error('socket hang up'), 'chatFailed', /did not answer: socket hang up/],
    ['no error at all', 'what?', 'chatFailed', /did not answer: what\?/],
  ];
  for (const [what, error, code, text] of CASES) {
    it(`is told apart: ${what}`, () => {
      const told = chatError('acme/wise', error);
      assert.equal(told.code, code);
      assert.match(told.message, text);
      if (code === 'chatPaused') assert.match(told.hint ?? '', /go on/i);
    });
  }

  it('crosses to the engine and back as words for the log, to be told of in the reader’s language', () => {
    useLanguage({ tag: 'de', texts: { 'The editor has no model {model} now.': 'Der Editor hat {model} nicht mehr.' } });
    const told = fromWireError(toWireError(chatError('acme/wise', coded('NotFound', 'no'))));
    assert.equal(told.message, 'The editor has no model acme/wise now.');
    assert.equal(errorWords(told).message, 'Der Editor hat acme/wise nicht mehr.');
  });

  it('keeps what is told of it already, and what a provider repeats out of the log', () => {
    const told = new DeitaError('cancelled', 'Cancelled.');
    assert.equal(chatError('m', told), told);
    assert.equal(chatError('m', new Error('Bad prompt: SECRET')).quoted, 'Bad prompt: SECRET');
  });
});
