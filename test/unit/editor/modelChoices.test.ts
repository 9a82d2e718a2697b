import assert from 'node:assert/strict';
import path from 'node:path';
import { SETTING_DEFAULTS, type Settings } from '../../../src/editor/contributions/settings';
import { embedderFrom, scorerFrom, type ReadSetting } from '../../../src/editor/modelChoices';
import { settingsIn } from '../../../src/editor/trust/settingsIn';

const DATASET = path.resolve('data', 'rows.jsonl');

function settings(values: Partial<Settings>): ReadSetting {
  return (key) => values[key] ?? SETTING_DEFAULTS[key];
}

const SERVER: Partial<Settings> = {
  scorer: 'server',
  'server.baseUrl': ' http://localhost:8000/v1 ',
  'server.complexityModel': 'hkust-nlp/deita-complexity-scorer',
  'server.qualityModel': 'hkust-nlp/deita-quality-scorer',
};

describe('models that the settings choose', () => {
  it('are the built-in ones by default', () => {
    assert.deepEqual(scorerFrom(settings({}), DATASET), { kind: 'built-in' });
    assert.deepEqual(embedderFrom(settings({}), DATASET), { kind: 'built-in' });
  });

  it('are on servers, with only what is set', () => {
    const plain = scorerFrom(settings(SERVER), DATASET);
    assert.deepEqual(plain, {
      kind: 'server',
      preset: 'vllm',
      baseUrl: 'http://localhost:8000/v1',
      complexityModel: 'hkust-nlp/deita-complexity-scorer',
      qualityModel: 'hkust-nlp/deita-quality-scorer',
    });
    const more = { 'server.qualityBaseUrl': 'http://b/v1', 'server.concurrency': 8 };
    assert.deepEqual(scorerFrom(settings({ ...SERVER, ...more }), DATASET), {
      ...plain,
      qualityBaseUrl: 'http://b/v1',
      concurrency: 8,
    });
    const embedder = { 'server.embeddingBaseUrl': 'http://e/v1', 'server.embeddingModel': 'e5' };
    assert.deepEqual(embedderFrom(settings({ embedder: 'server', ...embedder }), DATASET), {
      kind: 'server',
      baseUrl: 'http://e/v1',
      model: 'e5',
    });
  });

  it('are looked for beside the dataset when their folders are relative', () => {
    const folders = { 'onnx.complexityModel': 'models/c', 'onnx.qualityModel': path.resolve('elsewhere', 'q') };
    assert.deepEqual(scorerFrom(settings({ scorer: 'onnx', ...folders }), DATASET), {
      kind: 'onnx',
      complexityModel: path.resolve('data', 'models', 'c'),
      qualityModel: path.resolve('elsewhere', 'q'),
    });
    assert.deepEqual(embedderFrom(settings({ embedder: 'file', embeddingsFile: 'e.npy' }), DATASET), {
      kind: 'file',
      path: path.resolve('data', 'e.npy'),
    });
  });

  it('are refused while a setting is missing, which the error names', () => {
    const incomplete: [Partial<Settings>, string][] = [
      [{ ...SERVER, 'server.baseUrl': ' ' }, 'server.baseUrl'],
      [{ ...SERVER, 'server.qualityModel': '' }, 'server.qualityModel'],
      [{ scorer: 'onnx' }, 'onnx.complexityModel'],
    ];
    for (const [values, key] of incomplete) {
      assert.throws(() => scorerFrom(settings(values), DATASET), {
        code: 'usage',
        message: new RegExp(`deita.${key} `),
      });
    }
    for (const [embedder, key] of [
      ['server', 'server.embeddingBaseUrl'],
      ['onnx', 'onnx.embeddingModel'],
      ['file', 'embeddingsFile'],
    ] as const) {
      assert.throws(() => embedderFrom(settings({ embedder }), DATASET), { message: new RegExp(`deita.${key} `) });
    }
  });

  it('may be called as by an earlier version', () => {
    assert.deepEqual(
      scorerFrom(() => 'embedded', DATASET),
      { kind: 'built-in' },
    );
    const former = { 'server.embeddingBaseUrl': 'http://e/v1', 'server.embeddingModel': 'e5' };
    const read: ReadSetting = (key) => (key === 'embedder' ? 'openai' : settings(former)(key));
    assert.deepEqual(embedderFrom(read, DATASET), { kind: 'server', baseUrl: 'http://e/v1', model: 'e5' });
  });

  it('are read from settings files that hold anything', () => {
    for (const wrong of [3, null, {}, 'gpt']) {
      const message = /^The setting deita\.scorer is /;
      assert.throws(() => scorerFrom(() => wrong, DATASET), { code: 'usage', message });
    }
    const read: ReadSetting = (key) => (key === 'server.baseUrl' ? 8000 : settings(SERVER)(key));
    assert.throws(() => scorerFrom(read, DATASET), { code: 'usage', message: /deita\.server\.baseUrl is empty/ });
    const address: Partial<Settings> = { ...SERVER, 'server.baseUrl': 'localhost' };
    assert.throws(() => scorerFrom(settings(address), DATASET), {
      code: 'usage',
      message: /^deita\.server\.baseUrl: /,
    });
    const many: ReadSetting = (key) => (key === 'server.concurrency' ? 'many' : settings(SERVER)(key));
    assert.equal('concurrency' in scorerFrom(many, DATASET), false);
    const preset: ReadSetting = (key) => (key === 'server.preset' ? 'tgi' : settings(SERVER)(key));
    assert.throws(() => scorerFrom(preset, DATASET), { code: 'usage', message: /deita\.server\.preset/ });
  });
});

describe('settings of an untrusted workspace', () => {
  it('are found flat and nested', () => {
    const content = { 'deita.server.baseUrl': 'x', deita: { server: { embeddingBaseUrl: 'y' }, embeddingsFile: 'z' } };
    const found = settingsIn(content);
    for (const key of ['server.baseUrl', 'server.embeddingBaseUrl', 'embeddingsFile']) assert.ok(found.has(key), key);
    assert.ok(!settingsIn({ 'editor.deita.server.baseUrl': 1 }).has('server.baseUrl'));
  });

  it('may be anything', () => {
    for (const content of [null, undefined, 3, 'x', []]) assert.equal(settingsIn(content).size, 0);
  });
});
