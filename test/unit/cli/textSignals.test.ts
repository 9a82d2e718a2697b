import assert from 'node:assert/strict';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json, read } from './cliCase';
import { RUNNERS, type CliResult } from './cliRunners';
import { order, report } from './strategyCases';

const pair = (instruction: string, output: string, more: object = {}): string =>
  JSON.stringify({ instruction, output, ...more });

const LINES = [
  pair('add', 'sum `a`'), // 9 characters, of which 3 are code
  pair('x', '$y^2$'), // 6, of which 5 are maths
  pair(' add\n', 'sum  `a`'), // as the first but for white space
  pair('add', 'sum `a`', { system: 'Be brief.' }),
  pair('add', 'sum `a`', { source: 'b' }),
  '{"instruction": ',
  pair('```\ncode\n```', ''),
  pair('x', '$y^2$'),
];

// In this process alone: other tests hold that the built program does the same.
for (const runner of RUNNERS.slice(0, 1)) {
  describe(`signals of the text, ${runner.name}`, () => {
    const folder = temporaryFolder();

    async function run(command: string, ...more: readonly string[]): Promise<CliResult> {
      const file = folder.write('rows.jsonl', LINES.join('\n'));
      const result = await runner.run([command, file, ...more], { cacheDir: folder.path('cache') });
      assert.equal(result.code, 0, result.stderr);
      return result;
    }

    async function selected(...more: readonly string[]): Promise<number[]> {
      const written = ['--report', folder.path('report.json'), '--overwrite'];
      await run('select', '--diversity', 'none', '--budget', '-1', ...written, ...more);
      return order(report(folder));
    }

    it('shares of code and maths, and the first row with the same texts', async () => {
      const result = json(await run('signals', '--rows', '--json')) as unknown as {
        readonly signals: readonly { readonly name: string; readonly mostFrequent?: unknown }[];
        readonly rows: readonly { readonly values: Readonly<Record<string, unknown>> }[];
      };
      const valuesOf = (name: string): unknown[] => result.rows.map(({ values }) => values[name]);
      const none = undefined;
      assert.deepEqual(valuesOf('code-share'), [3 / 9, 0, 3 / 9, 3 / 9, 3 / 9, none, 1, 0]);
      assert.deepEqual(valuesOf('maths-share'), [0, 5 / 6, 0, 0, 0, none, 0, 5 / 6]);
      assert.deepEqual(valuesOf('duplicate-of'), [none, none, 0, none, 0, none, none, 1]);
      assert.deepEqual(result.signals.find(({ name }) => name === 'duplicate-of')?.mostFrequent, [
        { value: '0', rows: 2 },
        { value: '1', rows: 1 },
      ]);
    });

    it('rank rows, and are conditions and quotas', async () => {
      assert.deepEqual(await selected('--rank-by', 'code-share'), [6, 0, 2, 3, 4, 1, 7]);
      const byLength = ['--rank-by', 'total-length', '--ascending'];
      assert.deepEqual(await selected(...byLength, '--where', 'maths-share > 0.5'), [1, 7]);
      const firsts = (await selected(...byLength, '--where', 'not duplicate-of >= 0')).sort();
      assert.deepEqual(firsts, [0, 1, 3, 6]);
      assert.deepEqual((await selected(...byLength, '--where', 'duplicate-of = 0')).sort(), [2, 4]);
      assert.deepEqual((await selected(...byLength, '--quota', 'duplicate-of=0:1')).sort(), [0, 1, 2, 3, 6, 7]);
    });

    it('are written with the scores', async () => {
      const written = ['--output', folder.path('scored.jsonl'), '--overwrite'];
      await run('score', ...written, '--add', 'code-share', '--add', 'duplicate-of');
      const [first, , third] = read(folder, 'scored.jsonl').split('\n');
      const signalsOf = (line = ''): unknown => (JSON.parse(line) as { deita_signals: unknown }).deita_signals;
      assert.deepEqual(signalsOf(first), { 'code-share': 3 / 9 });
      assert.deepEqual(signalsOf(third), { 'code-share': 3 / 9, 'duplicate-of': 0 });
    });
  });
}
