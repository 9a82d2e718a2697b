import assert from 'node:assert/strict';
import { Credentials } from '../../../src/engine/credentials';
import { inEnglish } from '../../../src/messages/wording';

describe('Credentials', () => {
  const warnings: string[] = [];
  let credentials: Credentials;

  beforeEach(() => {
    warnings.length = 0;
    credentials = new Credentials((warning) => warnings.push(inEnglish(warning)));
  });

  it('keep a key for its origin, whatever the path', () => {
    credentials.set('https://gateway/a/v1', 'key');
    assert.equal(credentials.keyFor('https://GATEWAY:443/b/'), 'key');
  });

  for (const other of [
    'http://gateway/a/v1',
    'https://gateway:8443/a/v1',
    'https://gateway./a/v1',
    'https://gateway.evil/a/v1',
    'https://evil/https://gateway/a/v1',
    'https://gateway@evil/a/v1',
    'nonsense',
  ]) {
    it(`send nothing to ${other}`, () => {
      credentials.set('https://gateway/a/v1', 'key');
      assert.equal(credentials.keyFor(other), undefined);
    });
  }

  it('tell two addresses of one origin apart where both have a key', () => {
    credentials.set('https://gateway/a/v1', 'a');
    credentials.set('https://gateway/b/v1', 'b');
    assert.equal(credentials.keyFor('https://gateway/a/v1/'), 'a');
    assert.equal(credentials.keyFor('https://gateway/b/v1'), 'b');
  });

  it('put the key of one kind of model before the one for all, and give it to no other kind', () => {
    credentials.set('https://gateway/v1', 'all');
    credentials.set('https://gateway/v1', 'embedding', 'embedding');
    assert.equal(credentials.keyFor('https://gateway/v1', 'embedding'), 'embedding');
    assert.equal(credentials.keyFor('https://gateway/v1', 'quality'), 'all');
    credentials.set('https://gateway/v1', null);
    assert.equal(credentials.keyFor('https://gateway/v1', 'quality'), undefined);
  });

  it('forget', () => {
    credentials.set('https://gateway/v1', 'key');
    credentials.set('https://gateway/v1/', null);
    assert.equal(credentials.keyFor('https://gateway/v1'), undefined);
  });

  it('warn once of a key that crosses a network in the clear', () => {
    credentials.set('http://gpu-box:8000/v1', 'key-4711');
    assert.deepEqual(warnings, []); // It is not sent yet.
    for (const address of ['http://gpu-box:8000/v1', 'http://gpu-box:8000/b']) credentials.keyFor(address);
    assert.equal(warnings.length, 1);
    assert.match(warnings.join(), /gpu-box:8000/);
    assert.doesNotMatch(warnings.join(), /4711/);
    credentials.set('http://localhost:8000/v1', 'key');
    credentials.keyFor('http://localhost:8000/v1');
    credentials.keyFor('http://elsewhere/v1');
    assert.equal(warnings.length, 1);
  });
});
