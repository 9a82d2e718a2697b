import assert from 'node:assert/strict';
import { RANKING_SIGNALS, signalDescriptor } from '../../../src/protocol/signals';
import { perplexity, startSignalServer, type SignalServer } from '../../support/servers/signalServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json, read } from './cliCase';
import { RUNNERS, type CliResult } from './cliRunners';
import { AGAIN, JUDGED, LINES, PROBED, RATED, READABLE, TURNS } from './signalPool';
import { order, report } from './strategyCases';
import { WORD_TOKENIZER } from './wordTokenizer';

const PERPLEXITIES = TURNS.map((turns) => perplexity(turns, true));
const IFDS = TURNS.map((turns, at) => (PERPLEXITIES[at] ?? NaN) / perplexity(turns, false));

/** A signal of the pool, as its definition has it. */
interface KnownSignal {
  /** Of the readable rows; undefined = the row has none. */
  readonly values: readonly unknown[];
  /** What rows are ranked by where that is not the value itself. */
  readonly ranking?: readonly number[];
  /** Of what no ranking goes by. */
  readonly refused?: RegExp;
  /** A condition, and the rows that meet it. */
  readonly where: readonly [expression: string, rows: readonly number[]];
  /** A quota, and the rows that are taken of them all in their order. */
  readonly quota?: readonly [quota: string, rows: readonly number[]];
  readonly flags?: readonly string[];
}

const PRECOMPUTED = ['--scorer', 'precomputed'];
const LANGUAGE_MODEL = ['--language-model', 'model'];
const JUDGE = ['--judge-model', 'model'];
const NONE = undefined;

const KNOWN: Readonly<Record<string, KnownSignal>> = {
  evol: { values: [6, 14, 5, NONE], where: ['evol >= 6', [0, 1]], flags: PRECOMPUTED },
  complexity: {
    values: [2, 1.5, 5, NONE],
    ranking: [2, 3, 5, NaN],
    where: ['complexity < 2', [1]],
    flags: PRECOMPUTED,
  },
  quality: { values: [3, 4.5, 1, NONE], ranking: [3, 9, 1, NaN], where: ['quality > 1', [0, 1]], flags: PRECOMPUTED },
  'instruction-length': { values: [6, 5, 3, 7], where: ['instruction-length in (5, 7)', [1, 3]] },
  'response-length': { values: [4, 5, 1, 4], where: ['response-length != 4', [1, 2]] },
  'total-length': { values: [10, 10, 4, 11], where: ['total-length = 10', [0, 1]] },
  turns: {
    values: [1, 2, 1, 1],
    where: ['turns <= 1', [0, 2, 3]],
    quota: ['turns=1:2', [0, 1, 2]],
  },
  tokens: { values: [10, 10, 4, 11], where: ['not tokens > 10', [0, 1, 2]], flags: ['--tokenizer', 'tokenizer.json'] },
  language: {
    values: ['en', 'en', 'ko', 'en'],
    refused: /cannot be ranked by language/,
    where: ['language in (ko, fr)', [2]],
    quota: ['language=en:1', [0, 2]],
  },
  source: {
    values: ['a', 'b', 'c:d', 'a'],
    refused: /cannot be ranked by source/,
    where: ['source = "c:d" or source = b', [1, 2]],
    quota: ['source=a:1,"c:d":0', [0, 1]],
  },
  file: {
    values: ['rows.jsonl', 'rows.jsonl', 'rows.jsonl', 'rows.jsonl'],
    refused: /cannot be ranked by file/,
    where: ['file contains "other"', []],
    quota: ['file=50%', [0, 1]],
  },
  format: {
    values: ['Alpaca', 'ShareGPT', 'OpenAI messages', 'Alpaca'],
    refused: /cannot be ranked by format/,
    where: ['format = "OpenAI messages"', [2]],
    quota: ['format=25%', [0, 1, 2]],
  },
  // What has code, maths and duplicates: `textSignals.test.ts`.
  'code-share': { values: [0, 0, 0, 0], where: ['code-share <= 0', [0, 1, 2, 3]] },
  'maths-share': { values: [0, 0, 0, 0], where: ['maths-share > 0', []] },
  'duplicate-of': {
    values: [NONE, NONE, NONE, NONE],
    refused: /cannot be ranked by duplicate-of/,
    where: ['not duplicate-of >= 0', [0, 1, 2, 3]],
  },
  perplexity: { values: PERPLEXITIES, where: ['perplexity > 0', [0, 1, 2, 3]], flags: LANGUAGE_MODEL },
  ifd: {
    values: IFDS,
    ranking: IFDS.map((ifd) => (ifd > 1 ? NaN : ifd)),
    where: ['ifd <= 1', IFDS.flatMap((ifd, row) => (ifd <= 1 ? [row] : []))],
    flags: LANGUAGE_MODEL,
  },
  tags: {
    values: [['colour', 'nature'], ['numbers'], ['nature'], NONE],
    ranking: [2, 1, 1, NaN],
    where: ['tags contains nature', [0, 2]],
    quota: ['tags=nature:1', [0, 1, 3]],
    flags: [...JUDGE, '--tag-vocabulary', 'tags.txt'],
  },
  'direct-complexity': {
    values: [2, 3.5, 5, NONE],
    ranking: [2, 7, 5, NaN],
    where: ['direct-complexity >= 3.5', [1, 2]],
    flags: JUDGE,
  },
  'direct-quality': {
    values: [6, 3.5, 1, NONE],
    ranking: [6, 7, 1, NaN],
    where: ['direct-quality < 4 and direct-quality > 1', [1]],
    flags: JUDGE,
  },
  'rating-expectation': {
    values: [5.4375, 3.5, 2.125, NONE],
    where: ['rating-expectation > 3', [0, 1]],
    flags: JUDGE,
  },
  'instruction-nodes': { values: [3, 3, 5, NONE], where: ['instruction-nodes = 3', [0, 1]], flags: JUDGE },
  'field:meta.level': {
    values: [3, 1, 2, NONE],
    where: ['field:meta.level >= 2', [0, 2]],
    quota: ['field:meta.level=1:0', [0, 2, 3]],
  },
  'field:checked': {
    values: [true, NONE, false, NONE],
    ranking: [1, NaN, 0, NaN],
    where: ['field:checked = true', [0]],
    quota: ['field:checked=true:0', [1, 2, 3]],
  },
  'field:topics': {
    values: [['sky', 'colour'], ['numbers'], NONE, ['sky']],
    ranking: [2, 1, NaN, 1],
    where: ['field:topics contains sky', [0, 3]],
    quota: ['field:topics=sky:1', [0, 1, 2]],
  },
};

/** Highest first, ties by row index; rows without a value are no candidates. */
function ranked({ values, ranking = values.map((value) => Number(value ?? NaN)) }: KnownSignal): number[] {
  const candidates = ranking.flatMap((value, row) => (Number.isNaN(value) ? [] : [row]));
  return candidates.sort((a, b) => (ranking[b] ?? NaN) - (ranking[a] ?? NaN) || a - b);
}

function assertIs(actual: unknown, expected: unknown): void {
  if (typeof expected !== 'number') assert.deepEqual(actual, expected);
  else assert.ok(Math.abs(Number(actual) - expected) < 1e-9, `${String(actual)} is not ${expected}`);
}

type ReportRow = Readonly<{ status: string; reason?: string; signals?: Readonly<Record<string, unknown>> }>;

/** What every signal is good for, on a pool that is small enough to be read. */
// In this process alone: there are about a hundred runs, and other tests hold that the built program does the same.
for (const runner of RUNNERS.slice(0, 1)) {
  describe(`every signal, ${runner.name}`, () => {
    const folder = temporaryFolder();
    let server: SignalServer | undefined;

    before(async () => {
      server = await startSignalServer({
        judge(prompt) {
          const answer = Object.entries(JUDGED).find(([text]) => prompt.includes(`\n${text}\n`))?.[1];
          if (answer !== undefined) return JSON.stringify(answer);
          return prompt.includes(AGAIN[0]) ? 'I would rather not.' : '{"complexity": 1, "quality": 1}'; // A probe.
        },
        ratings: (prompt) => Object.entries(RATED).find(([text]) => prompt.includes(`\n${text}\n`))?.[1] ?? PROBED,
      });
    });
    after(() => server?.stop());

    async function run(command: string, { flags = [] }: KnownSignal, ...more: readonly string[]): Promise<CliResult> {
      const files = {
        'rows.jsonl': LINES.join('\n'),
        'tags.txt': 'colour\nnature\nnumbers\n',
        'tokenizer.json': JSON.stringify(WORD_TOKENIZER),
      };
      for (const [name, content] of Object.entries(files)) folder.write(name, content);
      const own = flags.map((flag) => (flag in files ? folder.path(flag) : flag));
      const asked = flags.some((flag) => flag.endsWith('-model')) ? ['--base-url', server?.baseUrl ?? ''] : [];
      const args = [command, folder.path('rows.jsonl'), ...own, ...asked, ...more];
      return runner.run(args, { cacheDir: folder.path('cache'), env: { OPENAI_API_KEY: '' } });
    }

    async function selected(known: KnownSignal, ...more: readonly string[]) {
      const flags = ['--diversity', 'none', '--report', folder.path('report.json')];
      const result = await run('select', known, ...flags, ...more);
      assert.equal(result.code, 0, result.stderr);
      return report(folder);
    }

    it('of the contract is known', () => {
      const names = RANKING_SIGNALS.map((id) => signalDescriptor(id).name);
      assert.deepEqual(
        Object.keys(KNOWN)
          .filter((name) => !name.startsWith('field:'))
          .sort(),
        names.sort(),
      );
    });

    for (const [name, known] of Object.entries(KNOWN)) {
      describe(name, () => {
        it('signals --add tells its values', async () => {
          const added = name === 'file' || known.flags !== undefined || name.startsWith('field:');
          const result = await run('signals', known, ...(added ? ['--add', name] : []), '--rows', '--json');
          assert.equal(result.code, 0, result.stderr);
          const { rows } = json(result) as unknown as { rows: { values: Readonly<Record<string, unknown>> }[] };
          rows.slice(0, READABLE).forEach(({ values }, row) => assertIs(values[name], known.values[row]));
          assert.deepEqual([rows.length, rows[READABLE]?.values], [LINES.length, {}]);
        });

        it('score --add writes it beside the scores', async () => {
          const written = [...['--output', folder.path('scored.jsonl')], '--overwrite'];
          const scorer = known.flags === PRECOMPUTED ? [] : PRECOMPUTED;
          const result = await run('score', known, ...scorer, '--add', name, ...written);
          assert.equal(result.code, 0, result.stderr);
          assert.match(
            result.stdout,
            new RegExp(`^${name.replaceAll('.', '\\.')} +(number|category|tags) +\\d rows`, 'm'),
          );
          const lines = read(folder, 'scored.jsonl').split('\n');
          assert.equal(lines[READABLE], LINES[READABLE]);
          const rows = lines.slice(0, READABLE).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
          rows.forEach((row, at) => {
            const expected = known.values[at];
            const { [name]: value, ...others } = row.deita_signals as Readonly<Record<string, unknown>>;
            assertIs(value, expected);
            assert.deepEqual(others, {});
            assert.equal(row.evol_score, [6, 14, 5, null][at]);
          });
        });

        it('select --add has it in the report; --where takes the rows that meet a condition on it', async () => {
          const [expression, expected] = known.where;
          const candidates = ['--where', expression, '--rank-by', 'total-length', '--budget', '-1'];
          if (expected.length === 0) {
            const none = await run('select', known, ...candidates, '--diversity', 'none');
            assert.match(none.stdout + none.stderr, /Selected 0 of 5 rows|no row/i);
            return;
          }
          const { rows } = await selected(known, ...candidates, '--add', name, '--overwrite');
          const found = (rows as readonly ReportRow[]).slice(0, READABLE);
          assert.deepEqual(
            found.flatMap(({ status }, row) => (status === 'selected' ? [row] : [])),
            expected,
          );
          found.forEach(({ status, signals }, row) => {
            assertIs(signals?.[name], known.values[row]);
            if (!expected.includes(row)) assert.equal(status, 'excluded');
          });
        });

        it('select --rank-by puts the highest first, or says why it cannot', async () => {
          const flags = ['--rank-by', name, '--budget', '-1', '--overwrite'];
          if (known.refused === undefined) {
            assert.deepEqual(order(await selected(known, ...flags)), ranked(known));
            return;
          }
          const result = await run('select', known, ...flags, '--diversity', 'none');
          assert.equal(result.code, 2);
          assert.match(result.stderr, known.refused);
        });

        if (known.quota === undefined) return;
        const [quota, expected] = known.quota;
        it(`select --quota ${quota} caps its values`, async () => {
          const found = await selected(
            known,
            '--rank-by',
            'field:order',
            '--quota',
            quota,
            '--budget',
            '4',
            '--overwrite',
          );
          assert.deepEqual(order(found), expected);
          const passedOver = (found.rows as readonly ReportRow[]).filter(({ status }) => status === 'notReached');
          assert.ok(passedOver.length > 0);
          for (const { reason } of passedOver) assert.match(reason ?? '', /quota of .* is full/);
        });
      });
    }
  });
}
