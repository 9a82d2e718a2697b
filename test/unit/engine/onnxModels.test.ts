import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { Credentials } from '../../../src/engine/credentials';
import { AllModels } from '../../../src/engine/models/allModels';
import { temporaryFolder } from '../../support/temporaryFolder';
import { TinyBert } from '../../support/tinyModels/tinyBert';
import { inEnglish } from '../../../src/messages/wording';
import type { Message } from '../../../src/common/message';

describe('ONNX models in the engine', () => {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  let models: AllModels;
  beforeEach(() => {
    const options = { cacheDir: null, modelDir: '', threads: 1 };
    const warn = (notice: Message): unknown => warnings.push(inEnglish(notice));
    models = new AllModels(options, new Credentials(warn), warn);
  });
  afterEach(() => models.dispose());

  const writeModel = (): string =>
    new TinyBert(1, { returns: 'states' }).writeTo(folder.path('model'), {
      'deita.model.json': { pooling: 'cls', recommendedThreshold: 0.7 },
    });

  it('are loaded once, and anew when their folder changes', async () => {
    const model = writeModel();
    const first = await models.embedder({ kind: 'onnx', model });
    assert.equal(await models.embedder({ kind: 'onnx', model }), first);
    assert.equal(first.recommendedThreshold, 0.7);
    writeFileSync(folder.path('model/deita.model.json'), JSON.stringify({ pooling: 'mean' }));
    const changed = await models.embedder({ kind: 'onnx', model });
    assert.notEqual(changed.identity.hash, first.identity.hash);
    assert.equal(changed.recommendedThreshold, null);
    assert.notDeepEqual(await changed.embed(['the cat sat']), await first.embed(['the cat sat']));
  });

  it('leave the event loop to others while they run', async () => {
    const embedder = await models.embedder({ kind: 'onnx', model: writeModel() });
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await embedder.embed(Array.from({ length: 400 }, (_, index) => 'the cat sat on the mat '.repeat(1 + (index % 7))));
    clearInterval(counting);
    assert.ok(turns > 0);
    assert.deepEqual(warnings, []);
  });

  it('can be tried again after they could not be loaded', async () => {
    const model = writeModel();
    rmSync(folder.path('model/tokenizer.json'));
    await assert.rejects(models.embedder({ kind: 'onnx', model }), {
      code: 'modelMissing',
      message: /tokenizer\.json/,
    });
    assert.equal((await models.embedder({ kind: 'onnx', model: writeModel() })).dimensions, 32);
  });
});
