import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { hintFor } from '../../../src/cli/hints';
import { DeitaError } from '../../../src/common/errors';
import { FAULTS } from '../../../src/messages/faults';
import { PHRASES } from '../../../src/messages/phrases';
import { fault, faultWithCode, hintOf, listed, noneOf, reasonOf, say, sentenceOf } from '../../../src/messages/say';
import type { Said, Text } from '../../../src/messages/text';
import { FINDINGS } from '../../../src/messages/findings';
import { ENGLISH, SAID, faultInWords, inEnglish, type Reader } from '../../../src/messages/wording';
import { fromWireError, toWireError } from '../../../src/protocol/wireError';

const KOREAN: Readonly<Record<string, string>> = {
  'The only row of {file} cannot be read.{why}': '{file}의 {rows}행은 읽을 수 없습니다.{why}',
  'All {rows} rows of {file} cannot be read.{why}': '{file}의 {rows}행은 읽을 수 없습니다.{why}',
  'A selection': '선택',
  'Wait for it to end or cancel it.': '끝날 때까지 기다리세요.',
  '{job} is still running on this dataset.': '{job}이(가) 아직 실행 중입니다.',
};
const READER: Reader = { tag: 'ko', translate: (text) => KOREAN[text] ?? text };

/** Every table of faults, findings and phrases as its file has it: one that is spread into another may hide an id. */
const FOLDER = path.resolve(__dirname, '../../../src/messages');
const TABLES = ['faults', 'phrases']
  .flatMap((part) =>
    readdirSync(path.join(FOLDER, part)).flatMap((file) =>
      Object.values<object>(createRequire(__filename)(path.join(FOLDER, part, file)) as Record<string, object>),
    ),
  )
  .concat(FINDINGS);

function gapsOf(text: Text | undefined): string[] {
  const parts = text === undefined ? [] : typeof text === 'string' ? [text] : [text.one, text.other];
  return parts.flatMap((part) => [...part.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''));
}

describe('what is said by code and parameters', () => {
  it('is an error with code, English words and what it quotes', () => {
    const error = fault('noRowScored', { line: 12_345, reason: 'the answer was "SECRET"' });
    assert.equal(error.code, 'scoresMissing');
    assert.equal(error.message, 'No row has a score; line 12,345: the answer was "SECRET".');
    assert.equal(error.hint, 'Choose another scorer.');
    assert.equal(error.quoted, 'the answer was "SECRET"');
  });

  it('names no option of the command line in what the editor may show: the command line has hints of its own', () => {
    const named = Object.entries<Said>(FAULTS).filter(([, texts]) => /--[a-z]/.test(JSON.stringify(texts)));
    const ofBatches = ['batchNotKept', 'noResults', 'wrongReference'];
    const ofOtherPrograms = ['furtherLayers'];
    assert.deepEqual(
      named.map(([id]) => id).sort(),
      [...ofBatches, ...ofOtherPrograms, 'scorerNeedsEditor'].sort(), // Which is said where there is no editor.
    );
    assert.match(hintFor(fault('otherPool', { file: 'a.jsonl' })) ?? '', /--pool FILE.*--no-baselines/);
    assert.match(hintFor(fault('noJudge', { signal: 'tags' })) ?? '', /--judge-model NAME/);
    assert.equal(hintFor(fault('toolbarBudget', { text: 'x', expected: 'y' })), 'See deita --help.');
  });

  it('chooses the form by the count', () => {
    const unreadable = (rows: number): string => fault('noReadableRow', { rows, file: 'a.jsonl', why: '' }).message;
    assert.equal(unreadable(1), 'The only row of a.jsonl cannot be read.');
    assert.equal(unreadable(12_000), 'All 12,000 rows of a.jsonl cannot be read.');
  });

  it('crosses a process boundary and is worded in the language of whoever reads it', () => {
    const { said } = fromWireError(toWireError(fault('jobRunning', { job: say('job.select') })));
    assert.ok(said !== undefined);
    assert.deepEqual(faultInWords(said, READER), {
      message: '선택이(가) 아직 실행 중입니다.',
      hint: '끝날 때까지 기다리세요.',
    });
  });

  it('names several things, there or missing', () => {
    const names = ['a', 'b', 'c'];
    assert.deepEqual(
      [listed, noneOf].map((join) => inEnglish(join(names))),
      ['a, b, c', 'a and no b and no c'],
    );
    assert.deepEqual(
      [listed, noneOf].map((join) => join(['a'])),
      ['a', 'a'],
    );
  });

  it('never takes a name for a gap, nor what stands in a gap for a text', () => {
    const { said } = fault('holdsBatch', { folder: '/{folder}/A selection' });
    assert.ok(said !== undefined);
    assert.equal(faultInWords(said, READER).message, '/{folder}/A selection holds a batch already.');
  });

  it('gives the hint of another error, in the language of whoever reads it', () => {
    const inner = fault('jobRunning', { job: say('job.select') });
    const { said } = faultWithCode('notDataset', 'insidePacked', {
      problem: reasonOf(inner),
      remedy: hintOf(inner),
      file: 'x.gz',
      unpack: '',
    });
    assert.ok(said !== undefined);
    assert.deepEqual(faultInWords(said, READER), {
      message: '선택이(가) 아직 실행 중입니다. It is packed in x.gz.',
      hint: '끝날 때까지 기다리세요.',
    });
    assert.equal(hintOf(new DeitaError('internal', 'x', 'Try again.')), 'Try again.');
  });

  it('gives another error as the reason without a full stop of its own', () => {
    const reason = reasonOf(fault('noTrainedScorer', { folder: 'x' }));
    const { message } = fault('withoutEmbedder', { folder: 'y', embedder: 'e', reason });
    assert.equal(message, 'y needs the embedder e that it was trained with: x holds no trained scorer.');
    assert.equal(reasonOf(new Error('disk full')), 'disk full');
  });

  it('gives another error as a sentence where one is wanted', () => {
    const what = (error: DeitaError): string => inEnglish(say('about.direct', { what: sentenceOf(error) }));
    assert.equal(what(fault('noTrainedScorer', { folder: 'x' })), 'direct scoring: x holds no trained scorer.');
    assert.equal(what(new DeitaError('chatFailed', 'No answer came.')), 'direct scoring: No answer came.');
  });

  it('has no id twice, and quotes and counts by gaps that are there', () => {
    const ids = TABLES.flatMap(Object.keys);
    assert.ok(ids.length > Object.keys(FAULTS).length);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    const texts = [...Object.values<Said>(SAID), ...Object.values<Text>(PHRASES).map((message) => ({ message }))];
    for (const text of texts as Said[]) {
      const gaps = [...gapsOf(text.message), ...gapsOf(text.hint)];
      if (text.quotes !== undefined) assert.ok(gaps.includes(text.quotes), text.quotes);
      if (typeof text.message !== 'string') assert.ok(gaps.includes(text.message.by), text.message.by);
    }
  });

  it('is English in logs', () => {
    assert.equal(
      inEnglish(say('cacheMoved', { folder: 'a', kind: 'nfs', local: 'b' })).startsWith('The cache folder a is on'),
      true,
    );
    assert.equal(ENGLISH.translate('x'), 'x');
  });
});
