import assert from 'node:assert/strict';
import type { RowDetail } from '../../../src/protocol/dataset';
import { rowText } from '../../../src/wording/rowText';

describe('a row as text', () => {
  it('has every message under its role', () => {
    const row = { system: 'Be kind.', turns: [{ instruction: 'Hello?', response: 'Hi,\nyou.\n' }] };
    assert.equal(
      rowText(row as unknown as RowDetail),
      '# System\n\nBe kind.\n\n# User\n\nHello?\n\n# Assistant\n\nHi,\nyou.\n',
    );
  });

  it('numbers turns where there are several', () => {
    const turn = { instruction: 'a', response: 'b' };
    assert.match(rowText({ turns: [turn, turn] } as unknown as RowDetail), /# User 1\n[^]*# Assistant 2\n/);
  });

  it('shows control characters as what they are', () => {
    const row = { turns: [{ instruction: 'a\u202eb\u001b[2J', response: '' }] } as unknown as RowDetail;
    assert.ok(rowText(row).includes('a\\u202eb\\u001b[2J'));
  });

  it('is the source of a row that cannot be read', () => {
    assert.equal(rowText({ turns: [], excerpt: '{"a": ' } as unknown as RowDetail), '{"a": \n');
  });
});
