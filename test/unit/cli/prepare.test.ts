import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { TRAINERS } from '../../../src/choices/training';
import { seededOrder } from '../../../src/common/seededOrder';
import type { PrepareSummary } from '../../../src/protocol/fineTuning';
import { temporaryFolder } from '../../support/temporaryFolder';
import { json } from './cliCase';
import { RUNNERS } from './cliRunners';
import { WORD_TOKENIZER } from './wordTokenizer';

const words = (count: number): string => Array.from({ length: count }, (_, at) => `w${at}`).join(' ');
/** Row i has 1 + (7 i mod 24) words in its answer; row 3 cannot be read, row 5 has no answer. */
const ROWS = Array.from({ length: 24 }, (_, i) =>
  i === 3
    ? '{"instruction": '
    : JSON.stringify({ instruction: `ask ${i}`, output: i === 5 ? '' : words(1 + ((7 * i) % 24)), score: i }),
);
const BROKEN = [3, 5];
const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Which rows of the pool a file of the folder holds. */
function rowsIn(file: string): number[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { messages } = JSON.parse(line) as { messages: readonly { readonly content: string }[] };
    return Number(messages[0]?.content.replace('ask ', ''));
  });
}

for (const runner of RUNNERS) {
  describe(`training is prepared, ${runner.name}`, () => {
    const folder = temporaryFolder();
    const run = (...args: readonly string[]) => runner.run(args, { cacheDir: folder.path('cache') });
    const out = (...names: readonly string[]): string => path.join(folder.path('out'), ...names);
    const prepare = (file: string, ...more: readonly string[]) => run('prepare', file, '--output', out(), ...more);
    const LORA = ['--recipe', 'lora', '--base-model', 'X/Y'];
    const pool = (): string => folder.write('pool.jsonl', `${ROWS.join('\n')}\n`);
    const select = async (...more: readonly string[]): Promise<string> => {
      const file = folder.path('selected.jsonl');
      const how = ['--rank-by', 'field:score', '--diversity', 'none', '--budget', '8'];
      const { code, stderr } = await run('select', pool(), ...how, '--output', file, ...more);
      assert.equal(code, 0, stderr);
      return file;
    };
    const SELECTED = [23, 22, 21, 20, 19, 18, 17, 16];

    before(function () {
      if (runner.unavailable === undefined) return;
      console.log(`      skipped: ${runner.unavailable}`);
      this.skip();
    });

    for (const trainer of TRAINERS) {
      it(`for ${trainer}: the selection, and baselines of the same size`, async () => {
        const result = await prepare(await select(), '--trainer', trainer, ...LORA, '--seed', '7', '--json');
        assert.equal(result.code, 0, result.stderr);
        const summary = json(result) as unknown as PrepareSummary;
        const usable = (row: number): boolean => !BROKEN.includes(row);
        const random = [...seededOrder(24, 7)].filter(usable).slice(0, 8);
        const lengthOf = (i: number): number => (7 * i) % 24;
        const longest = [...Array(24).keys()].filter(usable).sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
        assert.deepEqual(rowsIn(out('selection', 'selection.jsonl')), SELECTED);
        assert.deepEqual(rowsIn(out('random', 'random.jsonl')), random);
        assert.deepEqual(rowsIn(out('longest', 'longest.jsonl')), longest.slice(0, 8));
        assert.deepEqual(
          summary.sets.map(({ name, rows, steps, seed }) => [name, rows, steps, seed]),
          [
            ['selection', 8, 3, undefined],
            ['random', 8, 3, 7],
            ['longest', 8, 3, undefined],
          ],
        );
        assert.deepEqual(summary.seeds, { training: 42, random: 7 });
        assert.deepEqual(summary.pool, { file: 'pool.jsonl', sha256: sha256(`${ROWS.join('\n')}\n`), rows: 24 });
        for (const { file, sha256: expected, bytes } of summary.sets.flatMap(({ files }) => files)) {
          const content = readFileSync(out(file));
          assert.deepEqual([file, sha256(content), content.length], [file, expected, bytes]);
        }
        const written = JSON.parse(readFileSync(out('manifest.json'), 'utf8')) as object;
        assert.deepEqual({ ...written, folder: out(), refusedRows: [] }, summary);
      });

      it(`for ${trainer}: configurations name the files beside them, the README the commands`, async () => {
        const { code } = await prepare(await select(), '--trainer', trainer, ...LORA, '--gpus', '4');
        assert.equal(code, 0);
        for (const set of ['selection', 'random', 'longest']) {
          const read = parse(readFileSync(out(set, 'train.yaml'), 'utf8')) as Record<string, unknown>;
          const batch = Number(read.per_device_train_batch_size ?? read.micro_batch_size);
          assert.equal(batch * Number(read.gradient_accumulation_steps) * 4, 16);
          assert.match(JSON.stringify(read), new RegExp(trainer === 'llamafactory' ? `deita_${set}` : `${set}.jsonl`));
        }
        const readme = readFileSync(out('README.md'), 'utf8');
        const command = {
          llamafactory: 'CUDA_VISIBLE_DEVICES=0,1,2,3 FORCE_TORCHRUN=1 llamafactory-cli train train.yaml',
          axolotl: 'CUDA_VISIBLE_DEVICES=0,1,2,3 axolotl train train.yaml',
          trl: 'trl sft --config train.yaml --num_processes 4',
        }[trainer];
        assert.equal(readme.split(command).length, 4, 'one command for each set');
      });
    }

    it('rows that the trainer would refuse are listed, and replaced by none', async () => {
      const twice = {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'user', content: 'b' },
        ],
      };
      const answer = { role: 'assistant', content: 'c' };
      const alternate = JSON.stringify({ messages: [...twice.messages, answer] });
      const long = JSON.stringify({ instruction: words(4000), output: 'x' });
      const file = folder.write('mine.jsonl', `${[ROWS[1], alternate, ROWS[3], ROWS[5], long, ROWS[2]].join('\n')}\n`);
      const result = await prepare(file, '--trainer', 'trl', ...LORA, '--pool', pool(), '--json');
      assert.equal(result.code, 0, result.stderr);
      const { refusedRows, refused, sets } = json(result) as unknown as PrepareSummary;
      const listed = readFileSync(out('refused.jsonl'), 'utf8').trimEnd().split('\n');
      assert.deepEqual(
        listed.map((line) => JSON.parse(line) as unknown),
        refusedRows,
      );
      assert.deepEqual(
        refusedRows.map(({ rowIndex, lineNumber, reason }) => [rowIndex, lineNumber, reason]),
        [
          [1, 2, 'rolesDoNotAlternate'],
          [2, 3, 'unreadable'],
          [3, 4, 'emptyTurn'],
          [4, 5, 'overLong'],
        ],
      );
      assert.equal(refused.rows, 4);
      assert.deepEqual(
        sets.map(({ rows }) => rows),
        [2, 2, 2],
      );
      assert.deepEqual(rowsIn(out('selection', 'selection.jsonl')), [1, 2]);
      assert.match(result.stderr, /mine\.jsonl:2: left out: Roles do not alternate/);
    });

    it('rows are listed even where the trainer would refuse all of them', async () => {
      const file = folder.write('mine.jsonl', `${ROWS[5]}\n`);
      const { code, stderr } = await prepare(file, '--trainer', 'trl', ...LORA, '--no-baselines');
      assert.deepEqual([code, /refuse every row[^]*refused\.jsonl/.test(stderr)], [1, true], stderr);
      const { reason } = JSON.parse(readFileSync(out('refused.jsonl'), 'utf8')) as { readonly reason: string };
      assert.equal(reason, 'emptyTurn');
    });

    it('a kept run, a report and a manifest are selections as well', async () => {
      const report = folder.path('report.json');
      const selected = await select('--name', 'best', '--report', report);
      const asked = [
        ['best', '--pool', folder.path('pool.jsonl')],
        [folder.path('pool.deita/runs/best.json')],
        [report],
        [`${selected}.deita.json`],
      ];
      for (const [file = '', ...more] of asked) {
        const { code, stderr } = await prepare(file, ...more, '--trainer', 'trl', ...LORA, '--overwrite');
        assert.equal(code, 0, stderr);
        assert.deepEqual(rowsIn(out('selection', 'selection.jsonl')), SELECTED, file);
      }
    });

    it('the pool is where the manifest says, wherever the selection was written', async () => {
      mkdirSync(folder.path('elsewhere/deep'), { recursive: true });
      const selected = folder.path('elsewhere/deep/selected.jsonl');
      await select('--output', selected);
      const { source } = JSON.parse(readFileSync(`${selected}.deita.json`, 'utf8')) as {
        readonly source: { readonly path?: string };
      };
      assert.equal(source.path, '../../pool.jsonl');
      const { code, stderr } = await prepare(selected, '--trainer', 'trl', ...LORA);
      assert.equal(code, 0, stderr);
    });

    it('a tokenizer counts, and tells which rows are cut', async () => {
      mkdirSync(folder.path('tokenizer'));
      folder.write('tokenizer/tokenizer.json', JSON.stringify(WORD_TOKENIZER));
      const template = "{% for m in messages %}{{ m['role'] + ' ' + m['content'] + ' ' }}{% endfor %}";
      folder.write('tokenizer/tokenizer_config.json', JSON.stringify({ chat_template: template }));
      const long = JSON.stringify({ instruction: 'ask 0', output: words(3000) });
      const file = folder.write('mine.jsonl', `${[long, ROWS[1], ROWS[2]].join('\n')}\n`);
      const counted = ['--tokenizer', folder.path('tokenizer'), '--no-baselines', '--json'];
      const result = await prepare(file, '--trainer', 'trl', ...LORA, ...counted);
      assert.equal(result.code, 0, result.stderr);
      const { sets, countedBy } = json(result) as unknown as PrepareSummary;
      // A role, two words of the question, a role, and the words of the answer: 3000, 8 and 15.
      const lengths = [3004, 12, 19];
      assert.equal(countedBy, 'tokenizer');
      assert.deepEqual(sets[0]?.tokens, {
        total: lengths.reduce((sum, each) => sum + each),
        ...{ longest: 3004, cutRows: 1, cutShare: 1 / 3, seen: 3 * (2048 + 12 + 19) },
      });
    });

    it('says what is missing or does not go together', async () => {
      const selected = await select();
      const usage: readonly (readonly [readonly string[], RegExp])[] = [
        [[selected, ...LORA], /needs --trainer llamafactory\|axolotl\|trl/],
        [[selected, '--trainer', 'trl', '--base-model', 'm'], /needs --recipe deita-mistral-7b\|/],
        [[selected, '--trainer', 'trl', '--recipe', 'lora'], /--recipe lora needs --base-model/],
        [[selected, '--trainer', 'trl', ...LORA, '--gpus', '3'], /16 rows .* 3 GPUs[^]*1, 2, 4, 8, 16/],
        [[folder.path('pool.jsonl'), '--trainer', 'trl', ...LORA], /--pool FILE[^]*--no-baselines/],
      ];
      for (const [args, message] of usage) {
        const { code, stderr } = await prepare(args[0] ?? '', ...args.slice(1));
        assert.equal(code, 2, stderr);
        assert.match(stderr, message);
      }
      assert.equal(existsSync(out()), false);
    });

    it('writes nothing for a pool that is not there, that has changed, or that is too small', async () => {
      const selected = await select();
      const prepared = (...more: readonly string[]) => prepare(selected, '--trainer', 'trl', ...LORA, ...more);
      const missing = await prepared('--pool', folder.path('missing.jsonl'));
      assert.deepEqual([missing.code, /does not exist/.test(missing.stderr)], [1, true], missing.stderr);
      folder.write('pool.jsonl', `${ROWS.slice(1).join('\n')}\n`);
      const changed = await prepared();
      assert.deepEqual([changed.code, /not as it was[^]*--no-baselines/.test(changed.stderr)], [1, true]);
      const few = await prepared('--pool', folder.write('small.jsonl', `${ROWS.slice(0, 5).join('\n')}\n`));
      assert.deepEqual([few.code, /only 4 rows for a baseline of 8/.test(few.stderr)], [1, true]);
      assert.equal(existsSync(out()), false);
    });

    it('says which manifest or report is damaged', async () => {
      const lora = ['--trainer', 'trl', ...LORA];
      const selected = await select();
      folder.write('selected.jsonl.deita.json', '{"source": {"fi');
      folder.write('report.json', '{"parameters":{"bu');
      for (const [file, damaged] of [
        [selected, 'selected.jsonl.deita.json'],
        [folder.path('report.json'), 'report.json'],
      ] as const) {
        const { code, stderr } = await prepare(file, ...lora);
        assert.deepEqual([code, stderr], [1, `deita: ${folder.path(damaged)} is damaged.\nExport again.\n`]);
      }
    });

    it('says what is there of an earlier preparation, and leaves it', async () => {
      const selected = await select();
      const again = (...more: readonly string[]) =>
        prepare(selected, '--trainer', 'llamafactory', ...LORA, '--overwrite', ...more);
      assert.doesNotMatch((await again()).stdout, /still there/);
      assert.doesNotMatch((await again()).stdout, /still there/);
      mkdirSync(out('selection', 'results'));
      const left = [
        'selection/results',
        ...['random', 'longest'].flatMap((set) =>
          ['dataset_info.json', `${set}.jsonl`, 'train.yaml'].map((name) => `${set}/${name}`),
        ),
      ];
      const alone = await again('--no-baselines');
      assert.equal(alone.code, 0, alone.stderr);
      assert.ok(alone.stdout.includes(`still there, and not of this preparation: ${left.join(', ')}\n`), alone.stdout);
      assert.deepEqual(json(await again('--no-baselines', '--json')).leftBehind, left);
      assert.ok(left.every((file) => existsSync(out(file))));
    });

    it('refuses rows that are not those of their manifest, and a report of other content', async () => {
      const selected = await select('--report', folder.path('report.json'));
      const text = readFileSync(selected, 'utf8');
      folder.write('selected.jsonl', text.replace('ask', 'ASK'));
      const stale = await prepare(selected, '--trainer', 'trl', ...LORA);
      assert.deepEqual(
        [stale.code, /selected.jsonl is not as it was when/.test(stale.stderr)],
        [1, true],
        stale.stderr,
      );
      const named = await prepare(selected, '--trainer', 'trl', ...LORA, '--no-baselines');
      assert.equal(named.code, 0, named.stderr);
      folder.write('pool.jsonl', `${ROWS.join('\n')}\n\n`);
      const report = await prepare(folder.path('report.json'), '--trainer', 'trl', ...LORA, '--overwrite');
      assert.deepEqual([report.code, /pool.jsonl is not as it was/.test(report.stderr)], [1, true], report.stderr);
    });

    it('refuses a folder with results of an earlier training, and leaves it as it was', async () => {
      const alone = [await select(), '--trainer', 'trl', ...LORA, '--no-baselines', '--overwrite'] as const;
      assert.equal((await prepare(...alone)).code, 0);
      const manifest = readFileSync(out('manifest.json'), 'utf8');
      mkdirSync(out('random', 'results', 'mt-bench'), { recursive: true });
      const { code, stderr } = await prepare(...alone);
      assert.equal(code, 1);
      assert.ok(stderr.includes(`${out('random', 'results')} holds results of an earlier training`), stderr);
      assert.equal(readFileSync(out('manifest.json'), 'utf8'), manifest);
    });

    it('leaves no manifest of other rows where it does not come to its end', async () => {
      const alone = [await select(), '--trainer', 'trl', ...LORA, '--no-baselines', '--overwrite'] as const;
      assert.equal((await prepare(...alone)).code, 0);
      // A folder stands where the rows are to be written.
      rmSync(out('selection', 'selection.jsonl'));
      mkdirSync(out('selection', 'selection.jsonl'));
      assert.equal((await prepare(...alone)).code, 1);
      assert.equal(existsSync(out('manifest.json')), false);
    });

    it('refuses a folder with something in it', async () => {
      const alone = [await select(), '--trainer', 'trl', ...LORA, '--no-baselines'] as const;
      assert.equal((await prepare(...alone)).code, 0);
      const full = await prepare(...alone);
      assert.deepEqual([full.code, /is not empty/.test(full.stderr)], [1, true]);
    });

    it('says that its folder cannot be made: one that it is to lie in is a file', async () => {
      const inFile = path.join(folder.write('a-file', ''), 'out');
      const alone = ['prepare', await select(), '--trainer', 'trl', ...LORA, '--no-baselines', '--output', inFile];
      const { code, stderr } = await run(...alone);
      assert.equal(code, 1);
      assert.match(stderr, /^deita: .*a-file\/out cannot be made: /m);
      assert.doesNotMatch(stderr, /exists|internal error/);
    });
  });
}
