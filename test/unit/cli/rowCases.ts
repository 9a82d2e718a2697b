import assert from 'node:assert/strict';
import { npyOf } from '../../support/npy';
import { json, read, type CliCase, type Folder } from './cliCase';

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Completions that are wanted, and the best-scored one of all, which is not. */
const LABELLED = [
  { prompt: 'a', completion: 'b', label: true, complexity_scores: [2], quality_scores: [2] },
  { prompt: 'c', completion: 'd', label: false, complexity_scores: [6], quality_scores: [6] },
  { prompt: 'e', completion: 'f', label: true, complexity_scores: [3], quality_scores: [3] },
];

function labelled(folder: Folder): string[] {
  const embeddings = folder.write(
    'labelled.npy',
    npyOf([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]),
  );
  const file = folder.write('labelled.jsonl', lines(LABELLED));
  return [file, '--scorer', 'precomputed', '--embeddings', embeddings, '--order', 'file', '--overwrite'];
}

const LOG = [
  {
    log: [
      { who: 'customer', say: 'My order is late.' },
      { who: 'agent', say: 'It comes today.' },
    ],
  },
];

/** What the command line says of how rows are read. */
export const ROW_CASES: readonly CliCase[] = [
  {
    title: 'select leaves out what its label rejects, and says so',
    args: (f) => ['select', ...labelled(f), '--output', f.path('wanted.jsonl')],
    code: 0,
    stdout: /Selected 2 of 3 rows[^]*1 row rejected by the label\.[^]*--include-rejected/,
    stderr: /labelled\.jsonl:2: unscored: its label rejects the response/,
    check: (_result, f) => assert.equal(read(f, 'wanted.jsonl'), lines(LABELLED.filter(({ label }) => label))),
  },
  {
    title: 'select takes what its label rejects when asked to',
    args: (f) => ['select', ...labelled(f), '--include-rejected', '--output', f.path('all.jsonl'), '--json'],
    code: 0,
    check: (result, f) => {
      assert.equal(read(f, 'all.jsonl'), lines(LABELLED));
      const { parameters, reading } = json(result) as Record<string, Record<string, unknown>>;
      assert.equal(parameters?.includeRejected, true);
      assert.equal(reading?.rejectedRows, 1);
    },
  },
  {
    title: 'inspect says what is missing and what is not read',
    args: (f) => [
      'inspect',
      f.write(
        'gaps.jsonl',
        lines([
          { instruction: 'a', output: '', notes: 'Seen in May.' },
          { messages: [assistant('Hello!'), user('b'), assistant('c')] },
        ]),
      ),
    ],
    code: 0,
    stdout: /No response +1 of 2 turns has no response\nNot read +text under "notes" \(1 row\)\nLeft out .* in 1 row/,
  },
  {
    title: 'inspect calls a file without responses misread',
    args: (f) => ['inspect', f.write('prompts.jsonl', lines([{ messages: [user('a')] }, { messages: [user('b')] }]))],
    code: 0,
    stdout: /No response +2 of 2 turns have no response: the file is probably misread/,
  },
  {
    title: 'inspect prints the mapping that fits the keys found',
    args: (f) => ['inspect', f.write('log.jsonl', lines(LOG))],
    code: 0,
    stderr: /--fields 'messages=log,role=who,content=say,roles=customer:user\|agent:assistant'/,
  },
  {
    title: 'inspect reads a list of messages by its mapping',
    args: (f) => [
      'inspect',
      f.write('log.jsonl', lines(LOG)),
      '--fields',
      'messages=log,role=who,content=say,roles=customer:user|agent:assistant',
    ],
    code: 0,
    stdout: /Mapped messages\n[^]*Turns +1\nBad rows +0/,
  },
  ...(
    [
      ['messages=log,instruction=x', /"messages" and "instruction" exclude each other/],
      ['instruction=x,role=y', /"role" goes with "messages"/],
      ['messages=log,roles=agent:helper', /the role "agent" can be mapped to user, assistant, system, tool/],
      ['messages=log,roles=agent:user|agent:tool', /the role "agent" is given twice/],
      ['messages=log,role=who,roles=customer:user| agent :tool|agent:tool', /the role "agent" is given twice/],
      ['messages=log,colour=red', /"colour" is no field/],
      ['instruction', /"instruction" is no NAME=PATH/],
    ] as const
  ).map(([fields, stderr]): CliCase => ({
    title: `--fields ${fields}`,
    args: (f) => ['inspect', f.write('log.jsonl', lines(LOG)), '--fields', fields],
    code: 2,
    stderr,
  })),
];

function user(content: string): object {
  return { role: 'user', content };
}

function assistant(content: string): object {
  return { role: 'assistant', content };
}
