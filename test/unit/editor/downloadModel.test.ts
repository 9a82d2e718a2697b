import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { type DownloadDialogs, downloadModel } from '../../../src/editor/modelDownload/downloadModel';
import { FakeEngine } from './support/fakeEngine';

interface Person {
  readonly repository: string | undefined;
  readonly agrees: boolean;
  /** Offers that are taken. */
  readonly takes: readonly string[];
}

describe('downloadModel', () => {
  function run(person: Partial<Person>, endpoint = '', license: string | null = 'mit') {
    const repository = 'repository' in person ? person.repository : 'owner/model';
    const engine = new FakeEngine({
      'hub/describe': () => ({ repository: repository ?? '', revision: 'a', bytes: 23_000_000, license }) as never,
      'hub/download': () => ({ repository: repository ?? '', folder: '/models/m' }) as never,
    });
    const said: string[] = [];
    const saved: unknown[] = [];
    let calibrated = false;
    const dialogs: DownloadDialogs = {
      askForRepository: () => Promise.resolve(repository),
      agrees: (...texts) => {
        said.push(texts.join(' | '));
        return Promise.resolve(person.agrees ?? true);
      },
      withProgress: (_, work) => work({}),
      offer: (message, action) => {
        said.push(message);
        return Promise.resolve(person.takes?.includes(action) ?? false);
      },
      calibrate: () => Promise.resolve((calibrated = true)),
    };
    const saveSettings = (values: unknown) => Promise.resolve(void saved.push(values));
    const download = () => downloadModel({ engine, dialogs, endpoint, saveSettings });
    return { engine, download, said, saved, calibrated: () => calibrated };
  }

  it('asks the hub nothing when no model is chosen', async () => {
    const { engine, download } = run({ repository: undefined });
    await download();
    assert.deepEqual(engine.asked, []);
  });

  it('says size, licence and page before it downloads, and downloads nothing unless agreed to', async () => {
    const { engine, download, said } = run({ agrees: false }, 'https://mirror.example', null);
    await download();
    assert.match(
      said[0] ?? '',
      /^Download owner\/model\? \| .*23.* Licence: none named; see its page\. \| https:\/\/mirror\.example\/owner\/model$/,
    );
    assert.deepEqual(engine.methods(), ['hub/describe']);
  });

  it('asks the mirror that the setting names, and the hub itself without one', async () => {
    for (const [endpoint, expected] of [
      ['https://mirror.example', { repository: 'owner/model', endpoint: 'https://mirror.example' }],
      ['', { repository: 'owner/model' }],
    ] as const) {
      const { engine, download } = run({}, endpoint);
      await download();
      assert.deepEqual(engine.asked, [
        { method: 'hub/describe', params: expected },
        { method: 'hub/download', params: { ...expected, modelsFolder: null } },
      ]);
    }
  });

  it('changes settings only when the offer is taken', async () => {
    const refused = run({});
    await refused.download();
    assert.deepEqual(refused.saved, []);
    const taken = run({ takes: ['Use as Embedder', 'Calibrate Threshold'] });
    await taken.download();
    assert.deepEqual(taken.saved, [{ 'onnx.embeddingModel': '/models/m', embedder: 'onnx' }]);
    assert.ok(taken.calibrated(), 'no threshold is known for it');
  });

  it('ends without a word when it is cancelled, and with its error when it fails', async () => {
    const cancelled = run({ takes: ['Use as Embedder'] });
    cancelled.engine.answers['hub/download'] = () => Promise.reject(new DeitaError('cancelled', 'Cancelled.'));
    await cancelled.download();
    assert.deepEqual(cancelled.saved, []);
    const failed = run({});
    failed.engine.answers['hub/download'] = () => Promise.reject(new DeitaError('downloadFailed', 'No.'));
    await assert.rejects(failed.download(), { code: 'downloadFailed' });
  });
});
