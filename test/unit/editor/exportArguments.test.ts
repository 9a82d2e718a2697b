import assert from 'node:assert/strict';
import { isExportArguments } from '../../../src/editor/commands/exportChoices';

describe('isExportArguments', () => {
  const target = { outputPath: '/data/out.jsonl', overwrite: true } as const;
  const rows = { rows: 'selected', order: 'score', withScores: false } as const;

  it('takes an export with every question answered', () => {
    assert.ok(isExportArguments({ ...target, what: rows }));
    assert.ok(isExportArguments({ ...target, what: 'report' }));
  });

  for (const [what, value] of [
    ['nothing', undefined],
    ['what a menu passes', [{ path: '/data/train.jsonl' }]],
    ['a group of editors', { groupId: 0 }],
    ['no file', { overwrite: true, what: rows }],
    ['a relative path', { ...target, outputPath: 'out.jsonl', what: rows }],
    ['a path that ends early', { ...target, outputPath: '/data/out\0.jsonl', what: rows }],
    ['a file that is no text', { ...target, outputPath: 7, what: rows }],
    ['overwriting by a text', { ...target, overwrite: 'yes', what: rows }],
    ['other rows', { ...target, what: { ...rows, rows: 'some' } }],
    ['another order', { ...target, what: { ...rows, order: 'random' } }],
    ['scores by a text', { ...target, what: { ...rows, withScores: 'no' } }],
    ['more than is asked', { ...target, what: { ...rows, outputPath: '/etc/passwd' } }],
    ['a form that there is not', { ...target, what: { ...rows, form: 'csv' } }],
    ['a split of its own', { ...target, what: rows, validation: { percent: 10, seed: 0 } }],
    ['an order of its own', { ...target, what: rows, shuffleSeed: 1 }],
    ['no content', target],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(isExportArguments(value), false));
  }
});
