import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PairwiseResult } from '../../../src/evaluation/types';
import { bundleProcess } from '../../support/engine/bundleProcess';
import { AskedCounter, startCommand } from '../../support/engine/killedCommand';
import { chatModel, pairIn } from '../../support/servers/judgeModel';
import { recordingServers } from '../../support/servers/recordingServer';
import { temporaryFolder } from '../../support/temporaryFolder';

const PROGRAM = path.resolve(__dirname, '../../../src/cli/bin.ts');
const [KILLS, PAIRS, CONCURRENCY] = [5, 40, 4];
const REQUESTS = 2 * PAIRS;

describe('an evaluation that is killed again and again', () => {
  const folder = temporaryFolder();
  const start = recordingServers();
  let program = '';
  let asked = new AskedCounter();

  /** The judge prefers what stands first for every fourth pair, else the longer one. */
  async function startJudge(): Promise<string> {
    program = await bundleProcess(PROGRAM, folder.path('.'));
    asked = new AskedCounter();
    const judge = chatModel(async ({ prompt }) => {
      await asked.onRequest();
      const { instruction, first, second } = pairIn(prompt);
      if (Number(instruction.split(' ')[1]) % 4 === 0) return '[[A]]';
      return first.length > second.length ? '[[A]]' : '[[B]]';
    });
    return (await start(judge)).baseUrl;
  }

  function outputs(name: string, text: (at: number) => string): string {
    const all = Array.from({ length: PAIRS }, (_, at) => ({ instruction: `question ${at}`, output: text(at) }));
    return folder.write(name, JSON.stringify(all));
  }

  function evaluate(baseUrl: string, output: string, ...more: string[]): ChildProcess {
    const [a, b] = [outputs('a.json', (at) => 'x'.repeat(1 + 2 * (at % 5))), outputs('b.json', () => 'yyyy')];
    const args = ['evaluate', 'pairwise', '--a', a, '--b', b, '--judge-url', baseUrl, '--judge-model', 'stand-in'];
    const run = ['--output', folder.path(output), '--yes', '--concurrency', String(CONCURRENCY)];
    return startCommand(program, [...args, ...run, ...more]);
  }

  function resultOf(output: string): PairwiseResult & { readonly requests: number } {
    const text = readFileSync(folder.path(`${output}/result.json`), 'utf8');
    return JSON.parse(text) as PairwiseResult & { readonly requests: number };
  }

  it('ends with the result of an undisturbed one, and asks again only for what was in flight', async () => {
    const baseUrl = await startJudge();
    await asked.killAgainAndAgain(() => evaluate(baseUrl, 'killed'), KILLS, REQUESTS);
    assert.deepEqual(await once(evaluate(baseUrl, 'killed'), 'exit'), [0, null]);
    const withKills = asked.count;
    asked.count = 0;
    assert.deepEqual(await once(evaluate(baseUrl, 'whole'), 'exit'), [0, null]);
    assert.equal(asked.count, REQUESTS);
    const [killed, whole] = [resultOf('killed'), resultOf('whole')];
    assert.equal(whole.flips, PAIRS / 4);
    assert.deepEqual({ ...killed, requests: 0, tokens: 0 }, { ...whole, requests: 0, tokens: 0 });
    assert.ok(withKills <= REQUESTS + KILLS * CONCURRENCY, `${withKills} requests`);
    assert.ok(killed.requests >= withKills && killed.requests <= withKills + KILLS * CONCURRENCY);
  });

  it('keeps exactly within its cap on requests, those lost in the kills included', async () => {
    const [most, kills] = [50, 3];
    const baseUrl = await startJudge();
    const begin = (): ChildProcess => evaluate(baseUrl, 'capped', '--max-requests', String(most));
    await asked.killAgainAndAgain(begin, kills, most);
    assert.deepEqual(await once(begin(), 'exit'), [1, null]);
    assert.equal(resultOf('capped').requests, most);
    assert.ok(asked.count <= most && asked.count >= most - kills * CONCURRENCY, `${asked.count} requests came`);
  });
});
