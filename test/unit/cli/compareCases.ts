import assert from 'node:assert/strict';
import type { ScorerComparison } from '../../../src/protocol/scorerComparison';
import { json, pool, type CliCase, type Folder } from './cliCase';

const compare = (folder: Folder, a: string, b: string): string[] => [
  ...['compare-scorers', pool(folder), '--scorer-a', a, '--scorer-b', b],
];

/** A server's file that is right but for the given changes. */
function config(changes: object): string {
  const models = { complexityModel: 'c', qualityModel: 'q' };
  return JSON.stringify({ preset: 'vllm', baseUrl: 'http://127.0.0.1:9/v1', ...models, ...changes });
}

export const COMPARE_CASES: readonly CliCase[] = [
  {
    title: 'compare-scorers: a scorer with itself',
    args: (f) => [...compare(f, 'precomputed', 'precomputed'), '--budget', '2', '--json'],
    code: 0,
    check(result) {
      const comparison = json(result) as unknown as ScorerComparison;
      for (const { spearman, kendall, meanDifference } of [
        comparison.complexity,
        comparison.quality,
        comparison.evol,
      ]) {
        assert.deepEqual([Math.round((spearman ?? 0) * 1e9) / 1e9, kendall, meanDifference], [1, 1, 0]);
      }
      assert.deepEqual(comparison.selection, { budget: 2, inBoth: 2, onlyInA: [], onlyInB: [] });
      assert.equal(comparison.evol.count, 4);
    },
  },
  {
    title: 'compare-scorers: carried scores and the heuristic default',
    args: (f) => [...compare(f, 'precomputed', 'built-in'), '--budget', '1', '--json'],
    code: 0,
    needsModels: true,
    check(result) {
      const { scorers, disagreements, selection, plot } = json(result) as unknown as ScorerComparison;
      assert.deepEqual([scorers.a.name, scorers.b.name], ['Precomputed', 'Heuristic default']);
      const [first, ...rest] = disagreements.map(({ a, b }) => Math.abs(a.rank - b.rank));
      assert.ok(rest.every((distance) => distance <= (first ?? 0)));
      assert.deepEqual(disagreements.map(({ rowIndex }) => rowIndex).sort(), [0, 1, 2, 5]);
      assert.equal(disagreements.find(({ a }) => a.rank === 1)?.a.evolScore, 25);
      assert.equal(selection.inBoth + selection.onlyInA.length, 1);
      assert.equal(plot, undefined);
      assert.ok(disagreements.every(({ preview }) => preview !== ''));
    },
  },
  {
    title: 'compare-scorers for people',
    args: (f) => compare(f, 'precomputed', 'precomputed'),
    code: 0,
    stdout:
      /A: Precomputed, B: Precomputed\ncomplexity {2}Spearman 1\.00, Kendall 1\.00, B − A 0\.00[^]*Of the 4 rows with/,
  },
  {
    title: 'compare-scorers without the second',
    args: (f) => ['compare-scorers', pool(f), '--scorer-a', 'built-in'],
    code: 2,
    stderr: /needs --scorer-b NAME/,
  },
  {
    title: 'compare-scorers with an unknown scorer',
    args: (f) => compare(f, 'deepest', 'built-in'),
    code: 2,
    stderr: /--scorer-a needs built-in or .* not "deepest"/,
  },
  {
    title: 'compare-scorers with one ONNX folder',
    args: (f) => compare(f, 'built-in', 'onnx:one'),
    code: 2,
    stderr: /--scorer-b onnx needs two folders/,
  },
  {
    title: 'compare-scorers with a server whose file lacks something',
    args: (f) => compare(f, 'built-in', `server:${f.write('server.json', '{"baseUrl": "http://127.0.0.1:9/v1"}')}`),
    code: 2,
    stderr: /server\.json lacks complexityModel/,
  },
  ...(
    [
      ['null', /server\.json holds no JSON object/],
      ['["vllm"]', /server\.json holds no JSON object/],
      ['{"preset": ', /server\.json cannot be read/],
      ['\uFEFF{"baseUrl": "http://127.0.0.1:9/v1"}', /server\.json lacks complexityModel/],
      [config({ preset: 'best' }), /: preset needs vllm or .*, not "best"/],
      [config({ baseUrl: 7 }), /: baseUrl needs a text, not 7/],
      [config({ concurrency: '8' }), /: concurrency needs a number from 1, not "8"/],
      [config({ judge: 'yes' }), /: judge needs true or false, not "yes"/],
      [config({ concurency: 8 }), /holds preset, .*, judge, not "concurency"/],
      [config({ apiKey: 'k' }), /not "apiKey"; keys come from the environment/],
    ] as const
  ).map(([text, stderr]): CliCase => ({
    title: `compare-scorers with a server's file that says ${text}`,
    args: (f) => compare(f, 'precomputed', `server:${f.write('server.json', text)}`),
    code: 2,
    stderr,
  })),
  {
    title: 'compare-scorers: the limit on cost is on both servers together',
    args: (f) => {
      const [one, other] = ['a', 'b'].map(
        (name) => `server:${f.write(`${name}.json`, config({ complexityModel: name }))}`,
      ) as [string, string];
      return [...compare(f, one, other), '--price', '1000', '--max-cost', '0.6'];
    },
    code: 2,
    stderr: /estimated cost of 0\.74 is above --max-cost 0\.6; nothing was asked yet/,
  },
  {
    title: 'compare-scorers with names of earlier versions',
    args: (f) => compare(f, 'openai', 'embedded'),
    code: 2,
    stderr: /--scorer-a openai is an old name: write --scorer-a server\.\n.*--scorer-a server needs a file/,
  },
  {
    title: 'compare-scorers with a trained scorer in no folder',
    args: (f) => compare(f, 'precomputed', 'trained'),
    code: 2,
    stderr: /--scorer-b trained needs a folder/,
  },
  {
    title: 'compare-scorers with a trained scorer that is not there',
    args: (f) => compare(f, 'precomputed', `trained:${f.path('none')}`),
    code: 1,
    stderr: /none holds no trained scorer/,
  },
];
