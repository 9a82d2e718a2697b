import assert from 'node:assert/strict';
import { parseQuota } from '../../../src/choices/quotas';
import { DeitaError } from '../../../src/common/errors';

describe('quotas', () => {
  it('are a share for every value', () => {
    assert.deepEqual(parseQuota('source=30%'), { signal: 'source', share: 30 });
    assert.deepEqual(parseQuota('field:a.b=12.5%'), { signal: 'field:a.b', share: 12.5 });
    assert.deepEqual(parseQuota('source=0%'), { signal: 'source', share: 0 });
  });

  it('are caps of single values, which are JSON strings where they hold ":" or ","', () => {
    assert.deepEqual(parseQuota('source=alpaca:300, "a:b, \\"c\\"" : 20,sharegpt 90:0'), {
      signal: 'source',
      caps: [
        { value: 'alpaca', rows: 300 },
        { value: 'a:b, "c"', rows: 20 },
        { value: 'sharegpt 90', rows: 0 },
      ],
    });
  });

  it('are refused where they cannot be read', () => {
    for (const text of [
      'source',
      '=30%',
      'source=',
      'source=130%',
      'source=30',
      'source=a:b',
      'source=a:1,',
      'source=a:1,,b:2',
      'source=:1',
      'source="a:1',
      'source=a:1,a:2',
      'source=a:-1',
      'source=a:1.5',
    ]) {
      assert.throws(
        () => parseQuota(text),
        (error) => error instanceof DeitaError && error.code === 'usage',
        text,
      );
    }
  });
});
