import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Hub } from '../../../src/hub/hub';
import { describeModel, type DownloadedModel, downloadModel, type ModelDownload } from '../../../src/hub/modelDownload';
import { eventually } from '../../support/eventually';
import { startHub, type TestHub } from '../../support/hub/startHub';
import { temporaryFolder } from '../../support/temporaryFolder';

const NETWORK_BYTES = 300_000;

describe('model download', () => {
  const folder = temporaryFolder();
  let server: TestHub;
  before(async () => (server = await startHub()));
  after(() => server.stop());

  const hub = (more: Partial<Hub> = {}): Hub => ({
    endpoint: server.endpoint,
    accessToken: 'hf_secret',
    signal: undefined,
    pausesMs: [1],
    ...more,
  });
  const download = (repository: string, more: Partial<ModelDownload> = {}): Promise<DownloadedModel> =>
    downloadModel({
      repository,
      hub: hub(),
      modelsFolder: folder.path('models'),
      overrides: {},
      onProgress: () => undefined,
      ...more,
    });
  /** A download whose connection is cut once what the server has sent, half of the network, is on the disk. */
  const cutDownload = async (repository: string, more: Partial<ModelDownload> = {}): Promise<DownloadedModel> => {
    const running = download(repository, more);
    running.catch(() => undefined);
    const target = folder.path(`models/${repository.replace('/', '--')}`);
    await eventually(() => {
      const [part = ''] = files(target).filter((file) => file.endsWith('.part'));
      assert.equal(sizeOf(target, part), NETWORK_BYTES / 2);
      return Promise.resolve();
    });
    server.cut();
    return running;
  };
  const networkRanges = async (): Promise<(string | undefined)[]> =>
    (await server.asked())
      .filter(({ path, range }) => path.endsWith('model.onnx') && range !== 'bytes=0-0')
      .map(({ range }) => range);

  it('brings what running the model takes, with its licence, and nothing else', async () => {
    const progress: number[] = [];
    const model = await download('test/whole', { onProgress: (done) => progress.push(done) });
    assert.equal(model.folder, folder.path('models/test--whole'));
    assert.deepEqual(files(model.folder), [
      '1_Pooling/config.json',
      'config.json',
      'deita.download.json',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
      'tokenizer.json',
    ]);
    assert.equal(model.license, 'apache-2.0');
    assert.equal(progress.at(-1), model.bytes);
    assert.equal(existsSync(folder.path('models/outside.json')), false);
    const record = JSON.parse(readFileSync(path.join(model.folder, 'deita.download.json'), 'utf8')) as DownloadedModel;
    assert.equal(record.commit, model.commit);
  });

  it('says what a download would bring', async () => {
    const model = await describeModel({ repository: 'test/whole' }, hub());
    assert.deepEqual([model.license, model.bytes > NETWORK_BYTES], ['apache-2.0', true]);
  });

  it('fetches nothing again that is there and whole, and again what was changed', async () => {
    const { folder: model } = await download('test/whole');
    const before = (await server.asked()).filter(({ path }) => path.includes('/resolve/')).length;
    await download('test/whole');
    writeFileSync(path.join(model, 'tokenizer.json'), '[]');
    await download('test/whole');
    const after = (await server.asked()).filter(({ path }) => path.includes('/resolve/')).length;
    assert.equal(readFileSync(path.join(model, 'tokenizer.json'), 'utf8'), '{}');
    assert.equal(after - before, 2, 'one file: its size, then its content');
  });

  it('takes a cut connection up where it ended', async () => {
    const { folder: model } = await cutDownload('test/cut');
    assert.deepEqual((await networkRanges()).slice(-2), [undefined, `bytes=${NETWORK_BYTES / 2}-${NETWORK_BYTES - 1}`]);
    assert.equal(sizeOf(model, 'onnx/model.onnx'), NETWORK_BYTES);
  });

  it('goes on in a later run with what an earlier one brought', async () => {
    await assert.rejects(cutDownload('test/cut', { hub: hub({ pausesMs: [] }) }), { code: 'hubUnreachable' });
    const [part = ''] = files(folder.path('models/test--cut')).filter((file) => file.endsWith('.part'));
    const brought = sizeOf(folder.path('models/test--cut'), part);
    assert.ok(brought > 0 && brought < NETWORK_BYTES);
    const { folder: model } = await download('test/cut', { hub: hub({ pausesMs: [] }) });
    assert.deepEqual((await networkRanges()).at(-1), `bytes=${brought}-${NETWORK_BYTES - 1}`);
    assert.deepEqual(
      files(model).filter((file) => file.endsWith('.part')),
      [],
    );
  });

  it('refuses content with another checksum, and keeps none of it', async () => {
    await assert.rejects(download('test/damaged'), { code: 'downloadFailed', message: /checksum/ });
    assert.deepEqual(
      files(folder.path('models/test--damaged')).filter((file) => /model\.onnx$|part$/.test(file)),
      [],
    );
  });

  it('never joins a whole file to a part of it', async () => {
    await assert.rejects(cutDownload('test/rangeless'), { code: 'downloadFailed', message: /does not serve parts/ });
  });

  it('takes a network of another name, and writes down which', async () => {
    const { folder: model } = await download('test/whole', {
      network: 'onnx/model_quantized.onnx',
      overrides: { prefix: 'query: ' },
    });
    assert.equal(path.basename(model), 'test--whole--model_quantized');
    const overrides = JSON.parse(readFileSync(path.join(model, 'deita.model.json'), 'utf8')) as unknown;
    assert.deepEqual(overrides, { network: 'onnx/model_quantized.onnx', prefix: 'query: ' });
  });

  it('says what a repository lacks', async () => {
    await assert.rejects(download('test/no-onnx'), { code: 'downloadFailed', message: /no model\.onnx/ });
    const named = download('test/whole', { network: 'onnx/other.onnx' });
    await assert.rejects(named, { code: 'downloadFailed', hint: /onnx\/model_quantized\.onnx/ });
    await assert.rejects(download('test/missing'), { code: 'downloadFailed', message: /no model "test\/missing"/ });
    await assert.rejects(download('test/gated'), { code: 'downloadFailed', hint: /HF_TOKEN/ });
    await assert.rejects(download('../x'), { code: 'usage' });
  });

  it('says that there is no network', async () => {
    const offline = hub({ endpoint: 'http://127.0.0.1:9' });
    await assert.rejects(download('test/whole', { hub: offline }), {
      code: 'hubUnreachable',
      message: /127\.0\.0\.1:9/,
    });
  });

  it('never shows a mirror the access token for the hub', async () => {
    await download('test/whole');
    assert.deepEqual(
      (await server.asked()).filter(({ authorization }) => authorization !== undefined),
      [],
    );
  });

  it('stops when it is cancelled', async () => {
    const abort = new AbortController();
    const stopped = download('test/cut', { hub: hub({ signal: abort.signal }), onProgress: () => abort.abort() });
    await assert.rejects(stopped, { code: 'cancelled' });
  });
});

function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
}

function sizeOf(folder: string, file: string): number {
  return readFileSync(path.join(folder, file)).length;
}
