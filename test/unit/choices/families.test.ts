import assert from 'node:assert/strict';
import { EMBEDDERS, embedderFamily, type EmbedderChoice } from '../../../src/choices/embedders';
import type { Choice, Family } from '../../../src/choices/family';
import { FAMILIES } from '../../../src/choices/families';
import { kindNamed, withPresentKinds } from '../../../src/choices/formerKinds';
import type { ScorerChoice } from '../../../src/choices/scorers';
import { SCORERS, scorerFamily } from '../../../src/choices/scorers';
import type { ServerScorerChoice } from '../../../src/choices/scorers/server';
import { MODEL_OPTIONS } from '../../../src/choices/settings';
import { givenOptions } from './givenOptions';

const SERVER = {
  'server.preset': 'vllm',
  'server.baseUrl': 'http://localhost:8000/v1',
  'server.complexityModel': 'owner/complexity',
};
const PLAIN: ServerScorerChoice = {
  kind: 'server',
  preset: 'vllm',
  baseUrl: 'http://localhost:8000/v1',
  complexityModel: 'owner/complexity',
  qualityModel: 'owner/quality',
};

const SAMPLE_SCORERS: readonly ScorerChoice[] = [
  { kind: 'built-in' },
  { kind: 'precomputed' },
  { kind: 'precomputed', complexitySignal: 'field:c', qualitySignal: 'field:q' },
  PLAIN,
  { ...PLAIN, qualityBaseUrl: 'http://b', concurrency: 8 },
  { ...PLAIN, qualityModel: PLAIN.complexityModel, judge: true },
  { kind: 'onnx', complexityModel: '/at/c', qualityModel: '/at/q' },
  { kind: 'trained', folders: ['/at/a', '/at/b'] },
  { kind: 'editor', model: 'vendor/id', maxRequests: 12 },
];
const SAMPLE_EMBEDDERS: readonly EmbedderChoice[] = [
  { kind: 'built-in' },
  { kind: 'file', path: '/at/e.npy' },
  { kind: 'server', baseUrl: 'http://localhost:8000/v1', model: 'm' },
  { kind: 'onnx', model: '/at/e' },
];

function kindsOf(choices: readonly Choice[]): string[] {
  return [...new Set(choices.map(({ kind }) => kind))].sort();
}

type Value = string | number | boolean | readonly string[];

/** A path as a person gives it, before a front has made it absolute. */
function asTyped(value: Value | undefined): Value {
  const typed = (text: string): string => text.replace(/^\/at\//, '');
  if (Array.isArray(value)) return (value as readonly string[]).map(typed);
  return typeof value === 'string' ? typed(value) : (value ?? '');
}

describe('families of models', () => {
  it('stand under their own kinds', () => {
    for (const families of Object.values(FAMILIES)) {
      for (const [kind, family] of Object.entries<Family>(families)) assert.equal(family.kind, kind);
    }
  });

  it('have one option for each setting', () => {
    const settings = MODEL_OPTIONS.map(({ setting }) => setting);
    assert.deepEqual(settings, [...new Set(settings)]);
    assert.ok(settings.includes('server.baseUrl') && settings.includes('embeddingsFile'));
  });

  it('write what they read: every option of every choice, and nothing that was not given', () => {
    const choices: Readonly<Record<string, readonly (readonly [Family, Choice])[]>> = {
      scorers: SAMPLE_SCORERS.map((choice) => [scorerFamily(choice), choice]),
      embedders: SAMPLE_EMBEDDERS.map((choice) => [embedderFamily(choice), choice]),
    };
    assert.deepEqual(kindsOf(SAMPLE_SCORERS), Object.keys(SCORERS).sort());
    assert.deepEqual(kindsOf(SAMPLE_EMBEDDERS), Object.keys(EMBEDDERS).sort());
    for (const [family, choice] of Object.values(choices).flat()) {
      const written = family.write(choice).filter(({ value }) => value !== undefined);
      const values = written.map(({ option, value }) => [option.setting, asTyped(value)] as const);
      assert.deepEqual(family.read(givenOptions(Object.fromEntries(values))), choice);
    }
  });

  it('read what was given, and name what is missing', () => {
    const { read } = SCORERS.server;
    assert.deepEqual(read(givenOptions({ ...SERVER, 'server.qualityModel': 'owner/quality' })), PLAIN);
    assert.deepEqual(
      read(
        givenOptions({
          ...SERVER,
          'server.qualityModel': 'q',
          'server.qualityBaseUrl': 'http://b',
          'server.concurrency': 8,
        }),
      ),
      { ...PLAIN, qualityModel: 'q', qualityBaseUrl: 'http://b', concurrency: 8 },
    );
    const folders = { 'onnx.complexityModel': 'c', 'onnx.qualityModel': 'q' };
    assert.deepEqual(SCORERS.onnx.read(givenOptions(folders)), {
      kind: 'onnx',
      complexityModel: '/at/c',
      qualityModel: '/at/q',
    });
    const [complexitySignal, qualitySignal] = ['field:scores.c', 'field:scores.q'];
    const signals = { 'precomputed.complexitySignal': complexitySignal, 'precomputed.qualitySignal': qualitySignal };
    assert.deepEqual(SCORERS.precomputed.read(givenOptions({})), { kind: 'precomputed' });
    assert.deepEqual(SCORERS.precomputed.read(givenOptions(signals)), {
      kind: 'precomputed',
      complexitySignal,
      qualitySignal,
    });
    const alone = { 'precomputed.complexitySignal': complexitySignal };
    assert.throws(() => SCORERS.precomputed.read(givenOptions(alone)), {
      code: 'usage',
      message: 'precomputed.qualitySignal is missing',
    });
    assert.throws(() => SCORERS.precomputed.read(givenOptions({ ...signals, 'precomputed.qualitySignal': 'turns' })), {
      code: 'usage',
      message: 'precomputed.qualitySignal needs field:PATH, not "turns".',
    });
    for (const setting of Object.keys(SERVER)) {
      const given = Object.fromEntries(Object.entries(SERVER).filter(([key]) => key !== setting));
      assert.throws(() => read(givenOptions(given)), { code: 'usage', message: `${setting} is missing` });
    }
    assert.throws(() => read(givenOptions(SERVER)), { message: 'server.qualityModel is missing' });
    assert.throws(() => EMBEDDERS.file.read(givenOptions({})), { message: 'embeddingsFile is missing' });
  });

  it('refuse addresses that are none, or hold a password, and say where they stand', () => {
    for (const baseUrl of ['nonsense', 'ftp://a/v1', 'http://u:secret@host/v1']) {
      const given = givenOptions({ ...SERVER, 'server.baseUrl': baseUrl, 'server.qualityModel': 'q' });
      assert.throws(
        () => SCORERS.server.read(given),
        (error: Error) =>
          /^server\.baseUrl: The server's base URL/.test(error.message) && !/secret/.test(error.message),
      );
    }
  });

  it('let one model judge: naming it for complexity is enough, naming two is refused', () => {
    const judge = { ...SERVER, 'server.judge': true };
    const choice = SCORERS.server.read(givenOptions(judge));
    assert.deepEqual(choice, { ...PLAIN, qualityModel: 'owner/complexity', judge: true });
    assert.deepEqual(SCORERS.server.servers(choice), [{ baseUrl: PLAIN.baseUrl, role: 'judge' }]);
    assert.deepEqual(
      SCORERS.server.read(givenOptions({ ...judge, 'server.qualityModel': 'owner/complexity' })),
      choice,
    );
    for (const [setting, other] of [
      ['server.qualityModel', 'q'],
      ['server.qualityBaseUrl', 'http://b/v1'],
    ] as const) {
      assert.throws(() => SCORERS.server.read(givenOptions({ ...judge, [setting]: other })), {
        code: 'usage',
        message: `Direct scoring asks one model for both scores, but ${setting} names another.`,
      });
    }
  });

  it('embed where scorers are served, unless told where else', () => {
    const base = { 'server.baseUrl': 'http://a/v1', 'server.embeddingModel': 'e5' };
    const { read } = EMBEDDERS.server;
    assert.deepEqual(read(givenOptions(base)), { kind: 'server', baseUrl: 'http://a/v1', model: 'e5' });
    assert.equal(read(givenOptions({ ...base, 'server.embeddingBaseUrl': 'http://e/v1' })).baseUrl, 'http://e/v1');
    assert.throws(() => read(givenOptions({ 'server.embeddingModel': 'e5' })), {
      message: 'server.embeddingBaseUrl is missing',
    });
  });

  it('have labels that say where they are and nothing secret', () => {
    const { label } = SCORERS.server;
    assert.equal(label({ ...PLAIN, baseUrl: 'http://u:secret@host:1/v1?k=x' }), 'complexity and quality on host:1');
    assert.equal(
      label({ ...PLAIN, qualityModel: PLAIN.complexityModel, judge: true }),
      'complexity on localhost:8000 (direct scoring)',
    );
    assert.equal(
      EMBEDDERS.server.label({ kind: 'server', baseUrl: 'nonsense', model: 'o/e5' }),
      'e5 on an invalid address',
    );
    assert.equal(EMBEDDERS.file.label({ kind: 'file', path: 'C:\\data\\e.npy' }), 'e.npy');
    assert.equal(EMBEDDERS.onnx.label({ kind: 'onnx', model: '/models/e5/' }), 'e5');
    assert.equal(scorerFamily({ kind: 'built-in' }).isHeuristic, true);
    assert.equal(embedderFamily({ kind: 'file' }).recommendedThreshold, 0.9);
  });
});

describe('names that earlier versions gave to families', () => {
  it('stand for those of today', () => {
    assert.deepEqual(
      (['scorer', 'embedder'] as const).map((role) => ['embedded', 'openai'].map((name) => kindNamed(role, name))),
      [
        ['built-in', 'server'],
        ['built-in', 'server'],
      ],
    );
    assert.equal(kindNamed('embedder', 'file'), 'file');
    for (const none of ['precomputed', '', undefined, 3, 'toString'])
      assert.equal(kindNamed('embedder', none), undefined);
  });

  it('are replaced in what was written down; everything else stays', () => {
    const old = { budget: 3, scorer: { ...PLAIN, kind: 'openai' }, embedder: { kind: 'embedded' } };
    const run = withPresentKinds(
      old as unknown as { budget: number; scorer: ScorerChoice; embedder: { kind: 'built-in' } },
    );
    assert.deepEqual(run, { budget: 3, scorer: PLAIN, embedder: { kind: 'built-in' } });
    assert.deepEqual(withPresentKinds(run), run);
  });
});
