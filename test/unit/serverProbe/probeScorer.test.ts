import assert from 'node:assert/strict';
import { probeServer } from '../../../src/serverProbe/probe';
import type { ProbeCheck, ProbeFinding, ProbeReport } from '../../../src/protocol/serverProbe';
import { ServerError } from '../../../src/serverClient/serverError';
import { fakeVllm, type FakeVllmOptions } from './fakeVllm';

const MODEL = 'hkust-nlp/deita-quality-scorer';

function probe(options: FakeVllmOptions, model = MODEL, measureMs = 0): Promise<ProbeReport> {
  const request = { role: 'quality', preset: 'vllm', baseUrl: 'http://fake:8000/v1', model } as const;
  return probeServer(fakeVllm(options), request, { measureMs });
}

function found({ findings }: ProbeReport, check: ProbeCheck): ProbeFinding | undefined {
  return findings.find((finding) => finding.check === check);
}

describe('probe of a scorer', () => {
  it('finds the released scorer served as it should be', async () => {
    const report = await probe({}, MODEL, 30);
    assert.equal(report.usable, true);
    assert.deepEqual(
      report.findings.map(({ check, level }) => `${check} ${level}`),
      ['reachable', 'model', 'trailingSpace', 'digits', 'bos', 'reference', 'context', 'batches', 'speed'].map(
        (check) => `${check} ok`,
      ),
    );
    assert.ok((report.textsPerSecond ?? 0) > 0);
    assert.match(found(report, 'reference')?.message ?? '', /scores 2\.0230/);
  });

  it('tells of findings as they are made', async () => {
    const told: ProbeFinding[] = [];
    const request = { role: 'quality', preset: 'vllm', baseUrl: '', model: MODEL } as const;
    const report = await probeServer(fakeVllm(), request, { measureMs: 0, onFinding: (finding) => told.push(finding) });
    assert.deepEqual(told, report.findings);
  });

  it('names the models that the server has in place of the one asked for', async () => {
    const report = await probe({ models: ['a', 'b'] }, 'c');
    assert.equal(report.usable, false);
    assert.match(found(report, 'model')?.message ?? '', /no model c\. It has: a, b/);
    assert.deepEqual(report.models, ['a', 'b']);
  });

  it('stops where nothing answers, with the cause and the remedy', async () => {
    const error = new ServerError('network', 'No answer from http://fake: nothing listens there.', 'Start it.');
    const report = await probe({ fails: { path: '/models', error } });
    assert.deepEqual(report.findings, [
      { check: 'reachable', level: 'problem', message: error.message, remedy: 'Start it.' },
    ]);
  });

  it('goes on without a model list', async () => {
    const report = await probe({ fails: { path: '/models', error: new ServerError('notFound', '404') } });
    assert.equal(found(report, 'model')?.level, 'warning');
    assert.equal(report.usable, true);
  });

  it('sees that the trailing space is cut off', async () => {
    const report = await probe({ trims: true });
    assert.equal(report.usable, false);
    assert.equal(found(report, 'trailingSpace')?.level, 'problem');
    assert.equal(found(report, 'digits')?.level, 'problem');
  });

  it('insists on the beginning-of-sequence token for the released scorers alone', async () => {
    const released = await probe({ addsBos: false });
    assert.equal(found(released, 'bos')?.level, 'problem');
    assert.match(found(released, 'bos')?.remedy ?? '', /add_bos_token/);
    const other = await probe({ addsBos: false, models: ['mine'] }, 'mine');
    assert.equal(found(other, 'bos')?.level, 'warning');
    assert.equal(other.usable, true);
  });

  for (const { score, level } of [
    { score: 2.04, level: 'ok' },
    { score: 2.3, level: 'warning' },
    { score: 4.5, level: 'problem' },
  ] as const) {
    it(`meets ${score} for the reference example with: ${level}`, async () => {
      const report = await probe({ score: () => score });
      assert.equal(found(report, 'reference')?.level, level);
    });
  }

  it('holds a model of another name to no reference value', async () => {
    const report = await probe({ score: () => 4.5, models: ['mine'] }, 'mine');
    assert.equal(found(report, 'reference')?.level, 'warning');
    assert.equal(report.usable, true);
  });

  it('warns of a short context and names the flag', async () => {
    const report = await probe({ contextLength: 1024 });
    assert.match(found(report, 'context')?.remedy ?? '', /--max-model-len/);
    assert.equal(report.usable, true);
  });

  it('does without lists of prompts where they are mixed up', async () => {
    const report = await probe({ mixesUpLists: true });
    assert.equal(found(report, 'batches')?.level, 'warning');
    assert.equal(report.usable, true);
  });
});
