import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Decision } from '../../../src/decisions/decision';
import { appendDecisions, readDecisions } from '../../../src/decisions/decisionFile';
import { temporaryFolder } from '../../support/temporaryFolder';

const ID = `${'0'.repeat(63)}1#0`;
const OTHER = `${'0'.repeat(63)}2#3`;
const AT = '2026-01-01T00:00:00.000Z';
const ONE_OF_EACH: readonly Decision[] = [
  { id: ID, kind: 'keep', at: AT },
  { id: ID, kind: 'drop', at: AT },
  { id: ID, kind: 'undecide', at: AT },
  { id: ID, kind: 'note', value: 'Look\nagain "soon".', at: AT },
  { id: ID, kind: 'tag', value: 'maths', at: AT },
  { id: ID, kind: 'untag', value: 'maths', at: AT },
  { id: ID, kind: 'edit', value: { '/output': 'other', '/input': null }, at: AT },
  { id: ID, kind: 'not-same', other: OTHER, at: AT },
];

describe('a file of decisions', () => {
  const folder = temporaryFolder();

  it('is made with its folder, grows, and is read as it was written', async () => {
    const file = folder.path('pool.deita/decisions.jsonl');
    for (const decision of ONE_OF_EACH) await appendDecisions(file, [decision]);
    await appendDecisions(file, ONE_OF_EACH);
    assert.deepEqual(await readDecisions(file), { decisions: [...ONE_OF_EACH, ...ONE_OF_EACH], passedOver: [] });
    assert.equal(readFileSync(file, 'utf8').split('\n').length, 2 * ONE_OF_EACH.length + 1);
  });

  it('tells of lines that are none, and of kinds of later versions, and has the others', async () => {
    const lines = [
      JSON.stringify(ONE_OF_EACH[0]),
      '',
      '{"id": ',
      '[]',
      JSON.stringify({ id: 'abc', kind: 'keep', at: AT }),
      JSON.stringify({ id: ID.slice(0, -2), kind: 'keep', at: AT }),
      JSON.stringify({ id: ID, kind: 'star', at: AT }),
      JSON.stringify({ id: ID, kind: 'tag', at: AT }),
      JSON.stringify({ id: ID, kind: 'not-same', other: ID, at: AT }),
      JSON.stringify({ id: ID, kind: 'drop' }),
    ];
    const { decisions, passedOver } = await readDecisions(folder.write('d.jsonl', lines.join('\r\n')));
    assert.deepEqual(decisions, [ONE_OF_EACH[0], { id: ID, kind: 'drop' }]);
    const broken = [3, 4, 5, 6, 8, 9].map((lineNumber) => ({ lineNumber, fault: 'broken' }));
    const expected = [...broken, { lineNumber: 7, fault: 'unknownKind' }];
    assert.deepEqual(
      passedOver,
      expected.sort((a, b) => a.lineNumber - b.lineNumber),
    );
  });

  it('loses at most the line that was being written when a process ended', async () => {
    const file = folder.path('d.jsonl');
    const whole = JSON.stringify(ONE_OF_EACH[4]);
    await appendDecisions(file, [ONE_OF_EACH[0] as Decision]);
    for (let cut = 1; cut < whole.length; cut += 7) {
      appendFileSync(file, whole.slice(0, cut));
      await appendDecisions(file, [ONE_OF_EACH[1] as Decision]);
    }
    const cuts = Math.ceil((whole.length - 1) / 7);
    const { decisions, passedOver } = await readDecisions(file);
    assert.equal(decisions.length, 1 + cuts);
    assert.equal(passedOver.length, cuts);
    appendFileSync(file, whole); // Whole but for its line break, as editors leave it.
    await appendDecisions(file, [ONE_OF_EACH[1] as Decision]);
    assert.equal((await readDecisions(file)).decisions.length, 3 + cuts);
  });

  it('holds every line of processes that write at the same time, also of one that is killed', async () => {
    const file = folder.path('d.jsonl');
    const start = (name: string, count: number): ChildProcess =>
      fork(path.join(__dirname, 'appendingProcess.ts'), [file, name, String(count)], { execArgv: ['--import=tsx'] });
    const writers = ['a', 'b'].map((name) => start(name, 150));
    const killed = start('c', 1e6);
    let told = -1;
    const enough = new Promise<void>((resolve) => {
      killed.on('message', (at: number) => {
        told = at;
        if (at === 60) resolve();
      });
    });
    const ends = [...writers, killed].map((each) => once(each, 'exit'));
    await enough;
    killed.kill('SIGKILL');
    await Promise.all(ends);
    const { decisions, passedOver } = await readDecisions(file);
    const writtenBy = (name: string): number[] =>
      decisions
        .map(({ value }) => String(value).split(' '))
        .filter(([by]) => by === name)
        .map(([, at]) => Number(at));
    const all = Array.from({ length: 150 }, (_, at) => at);
    assert.deepEqual(writtenBy('a'), all);
    assert.deepEqual(writtenBy('b'), all);
    assert.ok(writtenBy('c').length > told, `${writtenBy('c').length} lines of the one that told of line ${told}`);
    assert.ok(passedOver.length <= 1);
  });

  it('says why it cannot be read or written', async () => {
    await assert.rejects(readDecisions(folder.path('none.jsonl')), { code: 'fileNotFound', message: /none\.jsonl/ });
    await assert.rejects(readDecisions(folder.path('.')), { code: 'fileUnreadable' });
    const file = folder.write('in', '');
    await assert.rejects(appendDecisions(path.join(file, 'd.jsonl'), ONE_OF_EACH), {
      code: 'outputFailed',
      message: /cannot be kept/,
    });
    if (process.getuid?.() === 0) return; // Nothing is forbidden to root.
    chmodSync(file, 0o400);
    await assert.rejects(appendDecisions(file, ONE_OF_EACH), { code: 'outputFailed' });
  });
});
