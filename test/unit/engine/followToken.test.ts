import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { followToken } from '../../../src/engine/process/followToken';

describe('a request’s token', () => {
  it('is followed when it is cancelled later, and when it was before it was looked at', () => {
    for (const cancelFirst of [true, false]) {
      const source = new CancellationTokenSource();
      let cancelled = 0;
      if (cancelFirst) source.cancel();
      followToken(source.token, () => cancelled++);
      if (!cancelFirst) source.cancel();
      assert.equal(cancelled, 1);
    }
  });
});
