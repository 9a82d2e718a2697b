import assert from 'node:assert/strict';
import { Emitter } from '../../../src/common/emitter';
import { ApiKeys } from '../../../src/editor/connectScorer/apiKeys';
import { FakeEngine } from './support/fakeEngine';
import { FakeMemento } from './support/fakeMemento';

/** VS Code's secret storage: it tells every window of a change, the one that made it included. */
class FakeSecrets {
  readonly values = new Map<string, string>();
  private readonly events = new Emitter<{ change: { readonly key: string } }>();
  readonly onDidChange = this.events.event('change');

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    this.events.emit('change', { key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.values.delete(key);
    this.events.emit('change', { key });
    return Promise.resolve();
  }
}

describe('ApiKeys', () => {
  const SERVER = 'https://one.example/v1';
  const OTHER = 'https://two.example/v1';

  function setUp() {
    const secrets = new FakeSecrets();
    const memento = new FakeMemento();
    const engine = new FakeEngine({ 'credentials/set': () => null });
    const openWindow = () => new ApiKeys(secrets, memento);
    const told = () => engine.asked.map(({ params }) => params);
    return { secrets, memento, engine, openWindow, keys: openWindow(), told };
  }

  it('are known for other addresses of their origin, and for no other origin', async () => {
    const { keys } = setUp();
    await keys.set(SERVER, 'first');
    assert.ok(await keys.has('https://ONE.example:443/other/'));
    for (const other of [
      'http://one.example/v1',
      'https://one.example:8443/v1',
      'https://one.example.evil/v1',
      OTHER,
    ]) {
      assert.ok(!(await keys.has(other)), other);
    }
  });

  it('are stored in the secret storage alone, replaced and forgotten', async () => {
    const { secrets, memento, engine, keys, told } = setUp();
    await keys.set(SERVER, 'first');
    await keys.set(OTHER, 'another');
    await keys.set(SERVER, 'second');
    assert.ok(await keys.has(SERVER));
    assert.deepEqual([...secrets.values.values()].sort(), ['another', 'second']);
    assert.ok(!JSON.stringify([...memento.values]).includes('second'), 'the state holds addresses only');
    await keys.tellAll(engine);
    const apiKeys = (told() as { apiKey: string | null }[]).map(({ apiKey }) => apiKey);
    assert.deepEqual(apiKeys.sort(), ['another', 'second']);
    await keys.forget(SERVER);
    assert.ok(!(await keys.has(SERVER)));
    assert.ok(await keys.has(OTHER));
    assert.equal(keys.addresses.length, 1);
    engine.asked.length = 0;
    await keys.tell(engine, SERVER);
    assert.equal((told() as { apiKey: string | null }[])[0]?.apiKey, null);
  });

  it('are the same with a slash at the end of the address', async () => {
    const { keys } = setUp();
    await keys.set(`${SERVER}/`, 'key');
    assert.ok(await keys.has(SERVER));
    await keys.forget(SERVER);
    assert.ok(!(await keys.has(`${SERVER}/`)));
    assert.deepEqual(keys.addresses, []);
  });

  it('tell of a change in another window, and of no other secret', async () => {
    const { secrets, keys, openWindow } = setUp();
    const changed: string[] = [];
    keys.onDidChange((address) => changed.push(address));
    await openWindow().set(SERVER, 'key');
    await secrets.store('another extension', 'secret');
    assert.equal(changed.length, 1);
    assert.ok(SERVER.startsWith(changed[0] ?? '-'));
    keys.dispose();
    await openWindow().forget(SERVER);
    assert.equal(changed.length, 1);
  });
});
