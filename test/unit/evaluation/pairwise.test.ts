import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PairwiseResult } from '../../../src/evaluation/types';
import { readVerdict } from '../../../src/evaluation/pairwise/preference';
import { wilsonInterval } from '../../../src/evaluation/pairwise/wilson';
import { chatModel, pairIn, type AskedChat, type ChatReply } from '../../support/servers/judgeModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';
import { deita } from '../evol/evolFixture';
import type { CliResult } from '../cli/cliRunners';

interface Output {
  readonly instruction: string;
  readonly output: string;
  readonly generator: string;
}

type Document = PairwiseResult & {
  readonly output: string;
  readonly comparable: string;
  readonly requests: number;
  readonly tokens: { readonly judge: number };
  readonly cost?: number;
  readonly stoppedBy?: string;
};

const outputsOf = (generator: string, outputs: Readonly<Record<string, string>>): Output[] =>
  Object.entries(outputs).map(([instruction, output]) => ({ instruction, output, generator }));

/** What a is better, worse or equal in by the `!` in its outputs; what the judge does by the instruction's first word. */
const A = { win: 'yes!!', lose: 'no', tie: 'so', flip: 'so', same: 'equal', off: 'so', twice: 'ja!!', refused: 'so' };
const B = { win: 'well', lose: 'yes!', tie: 'as', flip: 'as', same: 'equal', off: 'as', twice: 'ah', refused: 'as' };

function judge({ prompt }: AskedChat): ChatReply {
  const { instruction, first, second } = pairIn(prompt);
  const marks = (text: string): number => text.split('!').length;
  const better = marks(first) === marks(second) ? 'tie' : marks(first) > marks(second) ? 'A' : 'B';
  const isRepeated = prompt.startsWith('A reply to what follows could not be used');
  switch (instruction) {
    case 'flip':
      return 'The first is better: [[A]]';
    case 'off':
      return 'I like [[A]], and [[B]] too.';
    case 'twice':
      return isRepeated ? `[[${better}]]` : `The better one is ${better}.`;
    case 'refused':
      return null;
    default:
      return `<think>[[A]] or [[B]]?</think>It follows from the marks.\n[[${better}]]`;
  }
}

describe('deita evaluate pairwise', () => {
  const folder = temporaryFolder();
  const start = recordingServers();

  const write = (name: string, outputs: readonly Output[]): string => folder.write(name, JSON.stringify(outputs));

  async function evaluate(baseUrl: string, files: readonly [string, string], ...more: string[]): Promise<CliResult> {
    const [a, b] = files;
    const args = ['evaluate', 'pairwise', '--a', a, '--b', b, '--judge-url', baseUrl, '--judge-model', 'the-judge'];
    return deita(folder, [...args, '--output', folder.path('out'), '--json', ...more]);
  }

  function documentOf({ code, stdout, stderr }: CliResult, wanted = 0): Document {
    assert.equal(code, wanted, stderr);
    return JSON.parse(stdout) as Document;
  }

  const eight = (): [string, string] => [
    write('a.json', [...outputsOf('model-a', A), ...outputsOf('model-a', { alone: 'only a' })]),
    write('b.json', outputsOf('model-b', B)),
  ];

  it('comes to what a hand computation says: both orders, flips as ties, what has no verdict left out', async () => {
    const { baseUrl, requests } = await start(chatModel(judge));
    const result = documentOf(await evaluate(baseUrl, eight()));
    const { a, b, pairs, judged, wins, ties, losses, flips, identical, unjudged } = result;
    assert.deepEqual(
      { pairs, judged, wins, ties, losses, flips, identical, unjudged },
      // win and twice; lose; tie, flip and same; off is unreadable twice, refused is refused.
      {
        pairs: 8,
        judged: 6,
        wins: 2,
        ties: 3,
        losses: 1,
        flips: 1,
        identical: 1,
        unjudged: { refused: 1, unreadable: 1 },
      },
    );
    assert.equal(result.winRate, 3.5 / 6);
    assert.deepEqual([a.name, b.name, result.onlyInA, result.onlyInB], ['model-a', 'model-b', 1, 0]);
    // Of win, lose, tie, flip, same and twice.
    assert.deepEqual([a.meanLength, b.meanLength], [(5 + 2 + 2 + 2 + 5 + 4) / 6, (4 + 4 + 2 + 2 + 5 + 2) / 6]);
    assert.equal(result.lengthDifference, 20 / 6 - 19 / 6);
    assert.equal(result.complete, true);
    assert.match(result.comparable, /Judged by the-judge; comparable only with what the same judge said/);
    // Seven pairs in two orders, off and twice once more in each; nobody is asked about equal outputs.
    assert.equal(requests.length, 14 + 2 + 2);
    assert.equal(result.requests, requests.length);
  });

  it('keeps requests, answers, judgements and the result, and asks nothing that was answered', async () => {
    const { baseUrl, requests } = await start(chatModel(judge));
    const first = documentOf(await evaluate(baseUrl, eight()));
    const asked = requests.length;
    const again = documentOf(await evaluate(baseUrl, eight()));
    assert.deepEqual(again, first);
    assert.equal(requests.length, asked);
    const lines = (name: string): Record<string, unknown>[] =>
      readFileSync(folder.path(`out/${name}`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lines('answers.jsonl').length, asked);
    assert.deepEqual(
      lines('judgements.jsonl').map(({ instruction, preference }) => [instruction, preference]),
      [
        ...[
          ['win', 'a'],
          ['lose', 'b'],
          ['tie', 'tie'],
          ['flip', 'tie'],
          ['same', 'tie'],
        ],
        ...[
          ['off', null],
          ['twice', 'a'],
          ['refused', null],
        ],
      ],
    );
    const kept = JSON.parse(readFileSync(folder.path('out/result.json'), 'utf8')) as Document;
    assert.equal(kept.winRate, first.winRate);
    assert.match(readFileSync(folder.path('out/prompts/pairwise.txt'), 'utf8'), /\[\[tie\]\]/);
  });

  it('refuses a folder of other files or another judge', async () => {
    const { baseUrl } = await start(chatModel(judge));
    const [a, b] = eight();
    documentOf(await evaluate(baseUrl, [a, b]));
    const other = await evaluate(baseUrl, [b, a]);
    assert.equal(other.code, 1);
    assert.match(other.stderr, /holds a run with other parameters/);
    const judged = await evaluate(baseUrl, [a, b], '--judge-model', 'another');
    assert.equal(judged.code, 1);
    assert.match(judged.stderr, /judge "the-judge", not "another"/);
  });

  const many = (count: number): [string, string] => {
    const outputs = (text: string): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`question ${at}`, `${text} ${at}`]));
    return [
      write('a.json', outputsOf('model-a', outputs('yes!'))),
      write('b.json', outputsOf('model-b', outputs('no'))),
    ];
  };

  it('stops after the pilot of ten pairs without --yes', async () => {
    const { baseUrl, requests } = await start(chatModel(judge));
    const { code, stderr } = await evaluate(baseUrl, many(12));
    assert.equal(code, 2);
    assert.match(
      stderr,
      /The other 2 pairs will take 4 requests, about 400 tokens\.\n[\s\S]*judge the rest with --yes/,
    );
    assert.equal(requests.length, 20);
    assert.equal(documentOf(await evaluate(baseUrl, many(12), '--yes')).judged, 12);
    assert.equal(requests.length, 24);
  });

  it('keeps exactly within --max-requests over all resumptions, and goes on under a higher one', async () => {
    const { baseUrl, requests } = await start(chatModel(judge));
    const capped = documentOf(await evaluate(baseUrl, many(12), '--yes', '--max-requests', '7'), 1);
    assert.equal(requests.length, 7);
    assert.deepEqual([capped.requests, capped.stoppedBy, capped.complete], [7, 'max-requests', false]);
    documentOf(await evaluate(baseUrl, many(12), '--yes', '--max-requests', '7'), 1);
    assert.equal(requests.length, 7);
    const whole = documentOf(await evaluate(baseUrl, many(12), '--yes', '--max-requests', '24'));
    assert.deepEqual([requests.length, whole.requests, whole.winRate], [24, 24, 1]);
  });

  it('never spends more than --max-cost by the price of the judge, and refuses what is estimated to cost more', async () => {
    const { baseUrl, requests } = await start(chatModel(judge, { tokens: 5000 }));
    const refused = await evaluate(baseUrl, many(12), '--yes', '--judge-price', '10', '--max-cost', '0.01');
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /estimated cost of [\d.]+ is above --max-cost 0\.01; nothing was asked/);
    assert.equal(requests.length, 0);
    const capped = documentOf(
      await evaluate(baseUrl, many(12), '--yes', '--judge-price', '10', '--max-cost', '0.5'),
      1,
    );
    assert.equal(capped.stoppedBy, 'max-cost');
    assert.equal(capped.cost, (requests.length * 5000 * 10) / 1e6);
    assert.ok(capped.cost <= 0.5, String(capped.cost));
    const noPrice = await evaluate(baseUrl, many(12), '--max-cost', '1');
    assert.deepEqual([noPrice.code, /--max-cost needs --price/.test(noPrice.stderr)], [2, true]);
  });

  it('sends the judge its own key alone', async () => {
    const server = await start(chatModel(judge));
    const { baseUrl } = server;
    const [a, b] = eight();
    const args = ['evaluate', 'pairwise', '--a', a, '--b', b, '--judge-url', baseUrl, '--judge-model', 'j'];
    const env = { DEITA_API_KEY: 'not-for-the-judge', DEITA_JUDGE_API_KEY: 'for-the-judge' };
    const { code, stderr } = await deita(folder, [...args, '--output', folder.path('keyed')], { env });
    assert.equal(code, 0, stderr);
    assert.deepEqual(server.authorizations, ['Bearer for-the-judge']);
  });

  it('reads JSON lines, joins repeated instructions by their turn, and names the record that is damaged', async () => {
    const { baseUrl } = await start(chatModel(judge));
    const line = (output: string): string => `${JSON.stringify({ instruction: 'same words', output })}\n`;
    const a = folder.write('a.jsonl', line('one!') + line('two'));
    const b = folder.write('b.jsonl', line('one') + line('two!'));
    const { wins, losses, ...result } = documentOf(await evaluate(baseUrl, [a, b]));
    assert.deepEqual([wins, losses, result.a.name, result.b.name], [1, 1, 'a', 'b']);
    const damaged = folder.write('damaged.jsonl', `${line('one')}{"instruction": "x"}\n`);
    const { code, stderr } = await evaluate(baseUrl, [damaged, b]);
    assert.equal(code, 1);
    assert.match(stderr, /Record 2 of .*damaged\.jsonl cannot be used: "output" is no text/);
    const apart = folder.write('apart.jsonl', `${JSON.stringify({ instruction: 'other words', output: '' })}\n`);
    const nothing = await evaluate(baseUrl, [apart, b]);
    assert.equal(nothing.code, 1);
    assert.match(nothing.stderr, /answer no instruction in common/);
  });
});

describe('a verdict about a pair', () => {
  it('is read strictly', () => {
    assert.deepEqual(readVerdict('Because.\n[[B]]'), { value: 'b' });
    assert.deepEqual(readVerdict('[[a]] ... so [[A]]'), { value: 'a' });
    assert.deepEqual(readVerdict('<think>[[B]]</think>[[Tie]]'), { value: 'tie' });
    for (const answer of ['', 'A', '[A]', '[[C]]', '[[A]] or [[B]]', '<think>[[A]]</think>']) {
      assert.equal(readVerdict(answer).value, undefined, answer);
    }
  });
});

describe('the interval of a win rate', () => {
  it("is Wilson's", () => {
    const round = (value: number): number => Math.round(value * 1e4) / 1e4;
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20.
    const of = (wins: number, count: number): number[] => {
      const { low, high } = wilsonInterval(wins / count, count);
      return [round(low), round(high)];
    };
    assert.deepEqual(of(81, 263), [0.2553, 0.3662]);
    assert.deepEqual(of(15, 148), [0.0624, 0.1605]);
    assert.deepEqual(of(0, 20), [0, 0.1611]);
  });
});
