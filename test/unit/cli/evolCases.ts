import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { json, pool, read, type CliCase, type Folder } from './cliCase';
import { writeRun } from '../evol/writtenRun';

const server = ['--base-url', 'http://127.0.0.1:9/v1', '--model', 'm'];
const annotate = (folder: Folder, ...more: string[]): string[] => [
  ...['evol', 'annotate', pool(folder), '--run', folder.path('r.evol')],
  ...more,
];

export const EVOL_CASES: readonly CliCase[] = [
  {
    title: 'evol annotate without a folder',
    args: (f) => ['evol', 'annotate', pool(f), ...server],
    code: 2,
    stderr: /deita evol annotate needs --run DIR/,
  },
  { title: 'evol annotate without a server', args: (f) => annotate(f), code: 2, stderr: /needs --base-url URL/ },
  {
    title: 'evol annotate without a model',
    args: (f) => annotate(f, '--base-url', 'http://127.0.0.1:9/v1'),
    code: 2,
    stderr: /needs --model NAME/,
  },
  {
    title: 'evol annotate along an unknown dimension',
    args: (f) => annotate(f, ...server, '--dimension', 'length'),
    code: 2,
    stderr: /--dimension needs both or complexity or quality, not "length"/,
  },
  {
    title: 'evol annotate with a limit on cost but no price',
    args: (f) => annotate(f, ...server, '--max-cost', '2'),
    code: 2,
    stderr: /--max-cost needs --price/,
  },
  {
    title: 'evol annotate with a number that is none',
    args: (f) => annotate(f, ...server, '--seeds', '0'),
    code: 2,
    stderr: /--seeds needs a number from 1, not "0"/,
  },
  {
    title: 'evol annotate with a server that is not there',
    args: (f) => annotate(f, ...server, '--yes'),
    code: 1,
    stderr: /No answer from http:\/\/127\.0\.0\.1:9/,
  },
  {
    title: 'evol inspect: the chains of a run',
    args: (f) => ['evol', 'inspect', '--run', writeRun(f), '--json'],
    code: 0,
    check(result) {
      const { chains, ...measures } = json(result) as { chains: Record<string, unknown>[] };
      assert.deepEqual(measures, { positionBias: 0.5, selfAgreement: 1, kendall: 1, requests: 4, tokens: 40 });
      assert.deepEqual(chains, [
        {
          id: 'complexity-3-0',
          rowIndex: 3,
          turn: 0,
          dimension: 'complexity',
          variants: [
            { step: 0, method: null, text: 'Name a river.', score: 1.25, scores: [1.5, 1] },
            {
              step: 1,
              method: chains[0] && (chains[0].variants as { method: string }[])[1]?.method,
              text: 'Name a river that crosses two countries.',
              score: 3.75,
              scores: [3.5, 4],
            },
          ],
          orders: [
            [0, 1],
            [1, 0],
          ],
          selfAgreement: 1,
          kendall: 1,
          done: true,
        },
      ]);
    },
  },
  {
    title: 'evol inspect for people, with nothing that a terminal would obey',
    args: (f) => ['evol', 'inspect', '--run', writeRun(f, 'Name a river\u001b[2J that crosses two countries.')],
    code: 0,
    stdout: /1 \w+ {2}3\.75 \(3\.50, 4\.00\) {2}Name a river\\u001b\[2J that crosses/,
  },
  {
    title: 'evol status: how far a run is',
    args: (f) => ['evol', 'status', '--run', writeRun(f), '--json'],
    code: 0,
    check(result) {
      const { chains, done, scored, monotone, evolutions } = json(result);
      assert.deepEqual([chains, done, scored, monotone], [1, 1, 1, 1]);
      assert.deepEqual(evolutions, { kept: 1, dropped: 0 });
    },
  },
  {
    title: 'evol status of a folder that holds no run',
    args: (f) => ['evol', 'status', '--run', f.path('nowhere.evol')],
    code: 1,
    stderr: /holds no annotation run/,
  },
  {
    title: 'evol status with an argument',
    args: (f) => ['evol', 'status', pool(f)],
    code: 2,
    stderr: /deita evol status takes options alone/,
  },
  {
    title: 'evol export as ShareGPT, in the released scorers’ prompt',
    args: (f) => ['evol', 'export', '--run', writeRun(f), '--output', f.path('set.jsonl'), '--json'],
    code: 0,
    check(result, folder) {
      assert.deepEqual([json(result).rows, json(result).format], [2, 'sharegpt']);
      const [first = '', second = ''] = read(folder, 'set.jsonl').split('\n');
      const head =
        'You are a helpful assistant. Please identify the complexity score of the following user query. \n##Query: ';
      assert.deepEqual(JSON.parse(first), {
        conversations: [
          { from: 'human', value: `${head}Name a river.  \n##Complexity: ` },
          { from: 'gpt', value: '1' },
        ],
      });
      assert.equal((JSON.parse(second) as { conversations: { value: string }[] }).conversations[1]?.value, '4');
    },
  },
  {
    title: 'evol export as messages',
    args: (f) => [...['evol', 'export', '--run', writeRun(f), '--output', f.path('set.jsonl'), '--format', 'messages']],
    code: 0,
    stdout: /Wrote 2 rows/,
    check(_, folder) {
      const [first = ''] = read(folder, 'set.jsonl').split('\n');
      const { messages } = JSON.parse(first) as { messages: { role: string }[] };
      assert.deepEqual(
        messages.map(({ role }) => role),
        ['user', 'assistant'],
      );
    },
  },
  {
    title: 'evol export onto a file that exists',
    args: (f) => ['evol', 'export', '--run', writeRun(f), '--output', pool(f)],
    code: 1,
    stderr: /exists\.\nUse --overwrite/,
  },
  {
    title: 'evol export in an unknown format',
    args: (f) => ['evol', 'export', '--run', writeRun(f), '--output', f.path('x'), '--format', 'csv'],
    code: 2,
    stderr: /--format needs sharegpt or messages/,
  },
  {
    title: 'evol train without anything to learn from',
    args: (f) => ['evol', 'train', '--output', f.path('s')],
    code: 2,
    stderr: /needs --run DIR, or --labels FILE/,
  },
  ...(
    [
      [['--direct'], /--direct needs --base-url URL/],
      [
        ['--direct', '--base-url', 'http://127.0.0.1:9/v1', '--max-requests', '0'],
        /--max-requests needs a number from 1/,
      ],
      [['--max-requests', '5'], /--max-requests goes with --direct/],
      [['--rows', '5'], /--rows goes with --distil/],
      [['--scorer', 'server'], /--scorer goes with --distil/],
      [
        ['--direct', '--base-url', 'http://127.0.0.1:9/v1', '--distil', 'x'],
        /--direct and --distil exclude each other/,
      ],
      [['--distil', 'x'], /--distil needs --scorer server, onnx or precomputed: built-in is fast already/],
      [['--distil', 'x', '--rows', '1'], /--rows needs a number from 2/],
    ] as const
  ).map(([more, stderr]): CliCase => ({
    title: `evol train with ${more.join(' ')}`,
    args: (f) => ['evol', 'train', '--run', writeRun(f), '--output', f.path('s'), ...more],
    code: 2,
    stderr,
  })),
  {
    title: 'evol train --direct without a run',
    args: (f) => ['evol', 'train', '--labels', pool(f), '--output', f.path('s'), '--direct', ...server.slice(0, 2)],
    code: 2,
    stderr: /--direct needs --run DIR/,
  },
  {
    title: 'evol train from a run of one row',
    args: (f) => ['evol', 'train', '--run', writeRun(f), '--output', f.path('s')],
    code: 1,
    needsModels: true,
    stderr: /Only one row has scores of complexity/,
  },
  {
    title: 'evol train into a folder that holds other files, also when it may overwrite',
    args: (f) => {
      mkdirSync(f.path('project'), { recursive: true });
      f.write('project/README.md', '# My project');
      return ['evol', 'train', '--run', writeRun(f), '--output', f.path('project'), '--overwrite'];
    },
    code: 1,
    stderr: /project holds other files: a trained scorer is a folder of its own/,
    check: (_, folder) => assert.equal(read(folder, 'project/README.md'), '# My project'),
  },
  {
    title: 'evol train into the folder of the run',
    args: (f) => ['evol', 'train', '--run', writeRun(f), '--output', f.path('r.evol')],
    code: 1,
    stderr: /r\.evol holds other files/,
  },
  {
    title: 'evol train onto a file',
    args: (f) => ['evol', 'train', '--run', writeRun(f), '--output', pool(f), '--overwrite'],
    code: 1,
    stderr: /pool\.jsonl cannot be made/,
  },
  {
    title: 'evol train with an embedder behind a server',
    args: (f) => [
      ...['evol', 'train', '--run', writeRun(f), '--output', f.path('s'), '--embedder', 'server'],
      ...['--embedding-base-url', 'http://127.0.0.1:9/v1', '--embedding-model', 'm'],
    ],
    code: 2,
    stderr: /cannot be trained with an embedder behind a server/,
  },
  ...['score', 'select'].map((command): CliCase => ({
    title: `${command} with a model of an editor, where there is none`,
    args: (f) => [command, pool(f), '--scorer', 'editor'],
    code: 2,
    stderr: /--scorer editor is for the editor alone: there are no models of an editor here\.\nName a server: --scorer/,
  })),
  {
    title: 'compare-scorers with a model of an editor, where there is none',
    args: (f) => ['compare-scorers', pool(f), '--scorer-a', 'built-in', '--scorer-b', 'editor'],
    code: 2,
    stderr: /--scorer-b editor is for the editor alone/,
  },
  {
    title: 'a trained scorer without its folder',
    args: (f) => ['score', pool(f), '--scorer', 'trained'],
    code: 2,
    stderr: /--scorer trained needs --trained-scorer DIR/,
  },
  {
    title: 'a folder that holds no trained scorer',
    args: (f) => ['score', pool(f), '--scorer', 'trained', '--trained-scorer', f.path('none')],
    code: 1,
    stderr: /none holds no trained scorer\.\nMake one with deita evol train/,
  },
  ...['null', '{"version": 1}', '{"version": 1, "embedder": {"kind": "built-in"}, "heads": {"quality": {}}}', '{'].map(
    (manifest): CliCase => ({
      title: `a trained scorer whose manifest is damaged: ${manifest}`,
      args: (f) => {
        mkdirSync(f.path('s'), { recursive: true });
        f.write('s/manifest.json', manifest);
        return ['score', pool(f), '--scorer', 'trained', '--trained-scorer', f.path('s')];
      },
      code: 1,
      stderr: /manifest\.json is damaged\.\nName a folder that deita evol train made/,
    }),
  ),
];
