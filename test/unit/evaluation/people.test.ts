import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { peopleResult, type AnnotatorVotes } from '../../../src/evaluation/people/peopleResult';
import { leftSide } from '../../../src/evaluation/people/votes';
import { evaluationScore } from '../../../src/engine/evaluation/experiments/evaluationScore';
import { readSetResults } from '../../../src/engine/evaluation/experiments/setResults';
import { paramsToLog } from '../../../src/engine/requestFields';
import type { Preference } from '../../../src/evaluation/pairwise/preference';
import type { PeopleResult, SideVote } from '../../../src/evaluation/people/types';
import { EngineFixture } from '../engine/engineFixture';

const PROMPTS = ['one', 'two', 'three', 'four'];
const outputsOf = (model: string): string =>
  JSON.stringify(
    PROMPTS.map((instruction) => ({ instruction, output: `${model} on ${instruction}`, generator: model })),
  );

describe('the sheet on which people compare answers', () => {
  const fixture = new EngineFixture();

  const begun = async (count: number | null = null, seed = 3) => {
    const a = await fixture.folder.write('deita.json', outputsOf('deita-model'));
    const b = await fixture.folder.write('random.json', outputsOf('random-model'));
    const engine = fixture.start();
    const folder = fixture.folder.path('answers.sheet');
    const { items } = await engine.request('people/begin', { folder, a, b, seed, count });
    return { engine, folder, items, again: () => engine.request('people/begin', { folder, a, b, seed, count }) };
  };

  it('shows each annotator both answers on sides that the seed draws, and no model’s name', async () => {
    const { engine, folder, items, again } = await begun();
    assert.equal(items, 4);
    await assert.rejects(again(), { code: 'outputExists' });
    const sides = new Set<string>();
    for (const annotator of ['Ann', 'Bob', 'Cleo', 'Dan']) {
      for (const item of PROMPTS.keys()) {
        const shown = await engine.request('people/item', { folder, annotator, item });
        const [left, right] =
          leftSide(3, annotator, item) === 'a' ? ['deita-model', 'random-model'] : ['random-model', 'deita-model'];
        assert.deepEqual(
          [shown.instruction, shown.left, shown.right],
          [PROMPTS[item], `${left} on ${PROMPTS[item]}`, `${right} on ${PROMPTS[item]}`],
        );
        sides.add(`${annotator === 'Ann' ? 'Ann' : 'others'} ${left}`);
      }
    }
    assert.ok(sides.has('others deita-model') && sides.has('others random-model'), 'one side is one model’s');
    const overview = await engine.request('people/overview', { folder });
    assert.deepEqual(overview, { items: 4, seed: 3, annotators: [], complete: false });
    await assert.rejects(engine.request('people/item', { folder, annotator: 'Ann', item: 4 }), { code: 'usage' });
    await assert.rejects(engine.request('people/votes', { folder, annotator: '../Ann' }), { code: 'usage' });
  });

  it('leaves no model’s name in the log', () => {
    const asked = { folder: '/w/answers.sheet', a: '/w/deita.json', b: '/w/random.json', seed: 3, count: null };
    const logged = paramsToLog('people/begin', asked);
    assert.deepEqual(logged, { folder: '/w/answers.sheet', seed: 3, count: null });
  });

  it('keeps every vote at once; another engine goes on, and names come with the last vote of all', async () => {
    const { engine, folder } = await begun();
    const vote = (annotator: string, item: number, side: SideVote | null, by = engine) =>
      by.request('people/vote', { folder, annotator, item, vote: side });
    await vote('Ann', 0, 'left');
    await vote('Ann', 1, 'tie');
    await vote('Ann', 0, 'right');
    await vote('Ann', 1, null);
    const second = fixture.start();
    assert.deepEqual(await second.request('people/votes', { folder, annotator: 'Ann' }), ['right', null, null, null]);
    await vote('Bob', 0, 'tie', second);
    for (const item of [1, 2]) await vote('Ann', item, 'left', second);
    const before = await vote('Ann', 3, 'left', second);
    assert.deepEqual(before.annotators, [
      { name: 'Ann', voted: 4 },
      { name: 'Bob', voted: 1 },
    ]);
    assert.equal(before.complete, false, 'Bob has not finished');
    await assert.rejects(engine.request('people/result', { folder }), { code: 'usage' });
    for (const item of [1, 2]) await vote('Bob', item, 'tie', second);
    assert.equal((await vote('Bob', 3, 'tie', second)).complete, true);
    const result = await engine.request('people/result', { folder });
    assert.deepEqual([result.a.name, result.b.name, result.complete], ['deita-model', 'random-model', true]);
    const ofA = (item: number, side: SideVote): boolean => (side === 'left') === (leftSide(3, 'Ann', item) === 'a');
    const wins = [ofA(0, 'right'), ofA(1, 'left'), ofA(2, 'left'), ofA(3, 'left')].filter(Boolean).length;
    assert.deepEqual(result.annotators, [
      { name: 'Ann', wins, ties: 0, losses: 4 - wins },
      { name: 'Bob', wins: 0, ties: 4, losses: 0 },
    ]);
    const written = JSON.parse(await readFile(path.join(folder, 'result.json'), 'utf8')) as unknown;
    assert.deepEqual(written, result);
  });

  it('draws prompts by the seed, and exports every vote as a line', async () => {
    const { engine, folder, items } = await begun(2, 0);
    assert.equal(items, 2);
    await engine.request('people/vote', { folder, annotator: 'Ann', item: 1, vote: 'tie' });
    const outputPath = fixture.folder.path('votes.jsonl');
    const { votes } = await engine.request('people/export', { folder, outputPath, overwrite: false });
    assert.equal(votes, 1);
    const { instruction, ...line } = JSON.parse(await readFile(outputPath, 'utf8')) as { instruction: string };
    assert.ok(PROMPTS.includes(instruction));
    assert.deepEqual(line, {
      ...{ item: 1, annotator: 'Ann', preference: 'tie', left: leftSide(0, 'Ann', 1) },
      ...{ a: 'deita-model', b: 'random-model' },
    });
    const { complete } = JSON.parse(await readFile(path.join(folder, 'result.json'), 'utf8')) as { complete: boolean };
    assert.equal(complete, false);
  });

  it('keeps the result in step with votes after it, and writes it where the last vote ended without it', async () => {
    const { engine, folder } = await begun(1);
    const file = path.join(folder, 'result.json');
    const written = async () => JSON.parse(await readFile(file, 'utf8')) as PeopleResult;
    const vote = (annotator: string, side: SideVote | null) =>
      engine.request('people/vote', { folder, annotator, item: 0, vote: side });
    await vote('Ann', 'tie');
    assert.equal((await written()).complete, true);
    await vote('Ann', null);
    assert.deepEqual([(await written()).complete, (await written()).judged], [false, 0]);
    await vote('Ann', 'tie');
    await vote('Bob', 'tie');
    assert.deepEqual([(await written()).complete, (await written()).annotators.length], [true, 2]);
    await rm(file);
    const result = await engine.request('people/result', { folder });
    assert.deepEqual(await written(), result);
  });

  it('goes on after a vote that was not written to its end', async () => {
    const { engine, folder } = await begun();
    await engine.request('people/vote', { folder, annotator: 'Ann', item: 0, vote: 'tie' });
    await appendFile(path.join(folder, 'votes', 'Ann.jsonl'), '{"item":1,"vo');
    assert.deepEqual(await engine.request('people/votes', { folder, annotator: 'Ann' }), ['tie', null, null, null]);
    await engine.request('people/vote', { folder, annotator: 'Ann', item: 2, vote: 'tie' });
    assert.deepEqual(await engine.request('people/votes', { folder, annotator: 'Ann' }), ['tie', null, 'tie', null]);
  });

  it('is the sheet that lies there now: deleted, nothing is voted on; begun again, its own prompts are shown', async () => {
    const { engine, folder, again } = await begun(1, 0);
    const shown = async () => (await engine.request('people/item', { folder, annotator: 'Ann', item: 0 })).instruction;
    const first = await shown();
    await rm(folder, { recursive: true });
    const vote = engine.request('people/vote', { folder, annotator: 'Ann', item: 0, vote: 'tie' });
    await assert.rejects(vote, { code: 'fileNotFound' });
    const others = PROMPTS.filter((prompt) => prompt !== first).map((instruction) => ({ instruction, output: '' }));
    for (const file of ['deita.json', 'random.json']) await fixture.folder.write(file, JSON.stringify(others));
    await again();
    assert.notEqual(await shown(), first);
  });

  it('counts as half in experiments until everybody has finished', async () => {
    const { folder } = await begun();
    const { measured, findings } = await readSetResults(path.dirname(folder), path.dirname(folder));
    assert.deepEqual(measured, []);
    assert.deepEqual(findings, [{ code: 'resultHalf', file: 'answers.sheet/sheet.json', names: [] }]);
  });

  it('begins no sheet over the votes of another', async () => {
    const { folder, again } = await begun();
    await rm(path.join(folder, 'sheet.json'));
    await writeFile(path.join(folder, 'votes', 'Ann.jsonl'), '{"item":0,"vote":"a","left":"a","at":""}\n');
    await assert.rejects(again(), { code: 'outputExists' });
  });

  it('names a file of votes that is nobody’s, and passes over what systems hide beside files', async () => {
    const { engine, folder } = await begun();
    await writeFile(path.join(folder, 'votes', '._Ann.jsonl'), 'no vote');
    assert.deepEqual((await engine.request('people/overview', { folder })).annotators, []);
    await writeFile(path.join(folder, 'votes', 'Ann (copy).jsonl'), '');
    const asked = engine.request('people/overview', { folder });
    await assert.rejects(asked, { code: 'fileUnreadable', message: /Ann \(copy\)\.jsonl is not named after/ });
  });

  it('says so where the votes cannot be read, in place of counting none', async () => {
    const { engine, folder } = await begun();
    await rm(path.join(folder, 'votes'), { recursive: true });
    await writeFile(path.join(folder, 'votes'), 'a file');
    await assert.rejects(engine.request('people/overview', { folder }), { code: 'fileUnreadable', message: /votes/ });
  });

  it('says which line of a person’s votes is none', async () => {
    const { engine, folder } = await begun();
    await mkdir(path.join(folder, 'votes'), { recursive: true });
    await writeFile(path.join(folder, 'votes', 'Ann.jsonl'), '{"item":0,"vote":"a","left":"a","at":""}\n{"item":-1}\n');
    await assert.rejects(engine.request('people/overview', { folder }), { code: 'fileUnreadable', message: /Line 2/ });
  });
});

describe('what people’s votes come to', () => {
  const votes = (name: string, ...each: readonly (Preference | null)[]): AnnotatorVotes => ({ name, votes: each });
  const result = (...annotators: readonly AnnotatorVotes[]) =>
    peopleResult({ names: { a: 'x', b: 'y' }, seed: 1, items: annotators[0]?.votes.length ?? 0 }, annotators);

  it('is by item what most say, a tie where none leads, and their agreement, a hand computation', () => {
    const found = result(
      votes('Ann', 'a', 'a', 'tie', 'b', 'a', null),
      votes('Bob', 'a', 'b', 'tie', 'tie', 'a', null),
      votes('Cleo', 'b', 'tie', 'a', 'b', 'a', null),
    );
    // a, no lead, tie, b, a, nobody.
    assert.deepEqual([found.wins, found.ties, found.losses, found.judged], [2, 2, 1, 5]);
    assert.equal(found.winRate, 3 / 5);
    assert.equal(found.complete, false);
    const [annAndBob] = found.agreement;
    assert.ok(annAndBob !== undefined);
    assert.deepEqual(annAndBob.annotators, ['Ann', 'Bob']);
    assert.deepEqual([annAndBob.items, annAndBob.same, annAndBob.tieDiscounted], [5, 3 / 5, 3.5 / 5]);
    // Ann: a 3/5, tie 1/5, b 1/5; Bob: a 2/5, tie 2/5, b 1/5. By chance 6/25 + 2/25 + 1/25 = 9/25.
    assert.ok(Math.abs((annAndBob.kappa ?? 0) - (3 / 5 - 9 / 25) / (1 - 9 / 25)) < 1e-12);
    assert.equal(found.agreement.length, 3);
  });

  it('has no kappa where chance alone agrees, and no agreement where nothing is shared', () => {
    assert.equal(result(votes('Ann', 'a', 'a'), votes('Bob', 'a', 'a')).agreement[0]?.kappa, null);
    assert.deepEqual(result(votes('Ann', 'a', null), votes('Bob', null, 'a')).agreement, []);
    assert.equal(result(votes('Ann', null)).winRate, null);
  });

  it('is a result that experiments read, by the judge that people are', () => {
    const score = evaluationScore(result(votes('Ann', 'a', 'b')));
    assert.ok(typeof score === 'object');
    assert.deepEqual([score.measure.kind, score.measure.judge, score.score.score], ['pairwise', 'people (Ann)', 0.5]);
    assert.equal(evaluationScore(result(votes('Ann', 'a', null))), 'half');
  });
});
