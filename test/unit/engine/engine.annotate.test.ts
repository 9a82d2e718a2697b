import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { readRun } from '../../../src/evol/run/runFolder';
import type { AnnotateRequest, AnnotationPlan, RunChange } from '../../../src/protocol/annotation';
import type { EditorChatRequest, HostHandlers } from '../../../src/protocol/hostRequests';
import type { EngineApi } from '../../../src/protocol/requests';
import { chatAnswer, variantsIn } from '../../support/servers/evolModel';
import { writePool } from '../evol/evolFixture';
import { ClientFixture } from './clientFixture';
import { EngineFixture } from './engineFixture';

const MODEL = 'acme/wise-1';
const PLAN: AnnotationPlan = {
  ...{ dimension: 'complexity', seeds: 12, sample: 'random', seed: 0, evolutions: 2, orders: 2 },
};
/** Of a chain: evolutions and orders. */
const REQUESTS = 4;

type Answer = (question: EditorChatRequest, asked: number) => Promise<string> | string;

/** An editor with models of its own, and what they were asked. */
class Editor {
  readonly asked: EditorChatRequest[] = [];
  underWay = 0;
  mostUnderWay = 0;

  constructor(private readonly answer: Answer = ({ prompt }) => chatAnswer(prompt, {})) {}

  readonly handlers: HostHandlers = {
    'chat/ask': async (question) => {
      this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
      try {
        const asked = this.asked.push(question);
        await new Promise((resolve) => setImmediate(resolve));
        return { text: await this.answer(question, asked) };
      } finally {
        this.underWay--;
      }
    },
  };
}

async function openPool(engine: EngineApi, folder: { path(name: string): string }, rows = 20): Promise<string> {
  return (await engine.request('dataset/open', { path: writePool(folder, rows) })).datasetId;
}

function request(folder: string, more: Partial<AnnotateRequest> = {}): AnnotateRequest {
  const models = { kind: 'editor', model: MODEL, rankModel: MODEL } as const;
  return { folder, plan: PLAN, models, caps: {}, part: 'all', ...more };
}

describe('the engine, annotating with a model of the editor’s own', () => {
  const fixture = new EngineFixture();
  const runFolder = (): string => fixture.folder.path('r.evol');

  async function start(editor: Editor) {
    const engine = fixture.start(undefined, null, editor.handlers);
    return { engine, datasetId: await openPool(engine, fixture.folder) };
  }

  it('does a pilot, says what the rest takes, and then the rest, asking nothing twice', async () => {
    const editor = new Editor();
    const { engine, datasetId } = await start(editor);
    const changes: RunChange[] = [];
    engine.on('runChanged', (change) => changes.push(change));
    const estimate = await engine.request('evol/estimate', { datasetId, plan: PLAN });
    assert.deepEqual([estimate.chains, estimate.requests, estimate.pilot.chains], [12, 12 * REQUESTS, 10]);
    const pilot = await engine.request('evol/annotate', { datasetId, ...request(runFolder(), { part: 'pilot' }) });
    assert.deepEqual([pilot.complete, pilot.status.done, pilot.rest.chains], [true, 10, 2]);
    assert.deepEqual([pilot.rest.requests, editor.asked.length], [2 * REQUESTS, 10 * REQUESTS]);
    assert.deepEqual(changes.at(-1), { folder: runFolder(), status: pilot.status, working: false });
    const whole = await engine.request('evol/annotate', { datasetId, ...request(runFolder()) });
    assert.deepEqual([whole.complete, whole.status.kendall, whole.rest.chains], [true, 1, 0]);
    const prompts = editor.asked.map(({ prompt }) => prompt);
    assert.equal(new Set(prompts).size, 12 * REQUESTS);
    assert.equal(prompts.length, 12 * REQUESTS);
    assert.ok(editor.asked.every(({ model }) => model === MODEL));
    assert.equal(editor.mostUnderWay, 2);
  });

  it('is told of while it goes on, and as worked on', async () => {
    const changes: RunChange[] = [];
    let told = (): void => undefined;
    const untilTold = new Promise<void>((resolve) => (told = resolve));
    // The last chain's answers wait until the engine has told of the ones before.
    const editor = new Editor(async ({ prompt }, asked) => {
      if (asked > 20) await untilTold;
      return chatAnswer(prompt, {});
    });
    const { engine, datasetId } = await start(editor);
    engine.on('runChanged', (change) => {
      changes.push(change);
      told();
    });
    await engine.request('evol/annotate', { datasetId, ...request(runFolder()) });
    assert.deepEqual([changes[0]?.working, changes.at(-1)?.working], [true, false]);
    assert.ok((changes[0]?.status.requests ?? 0) < 12 * REQUESTS);
    assert.equal(changes.at(-1)?.status.done, 12);
  });

  it('starts from rows in view alone, in the order that the seed gives all', async () => {
    const { engine, datasetId } = await start(new Editor());
    await engine.request('view/set', { datasetId, viewId: 'v', query: { text: 'museum 1' } });
    const plan = { ...PLAN, sample: 'view', seeds: 5 } as const;
    await engine.request('evol/annotate', { datasetId, ...request(runFolder(), { plan, viewId: 'v' }) });
    const { description } = await readRun(runFolder());
    const rows = description.seeds.map(({ rowIndex }) => rowIndex);
    assert.equal(rows.length, 5);
    assert.ok(
      rows.every((row) => row === 1 || (row >= 10 && row < 20)),
      rows.join(),
    );
    // Another view does not make it another run.
    await engine.request('view/set', { datasetId, viewId: 'v', query: {} });
    const again = await engine.request('evol/annotate', { datasetId, ...request(runFolder(), { plan, viewId: 'v' }) });
    assert.deepEqual([again.complete, again.status.requests], [true, 5 * REQUESTS]);
  });

  it('pauses when the model answers nothing for now, and goes on later with what is left', async () => {
    const spent = new DeitaError('chatPaused', 'The allowance is used up.', 'Go on tomorrow.');
    let allowance = 17;
    const editor = new Editor(({ prompt }) => {
      if (allowance-- <= 0) throw spent;
      return chatAnswer(prompt, {});
    });
    const { engine, datasetId } = await start(editor);
    const annotating = engine.request('evol/annotate', { datasetId, ...request(runFolder()) });
    await assert.rejects(annotating, { code: 'chatPaused', message: spent.message, hint: spent.hint });
    const kept = (await readRun(runFolder())).answers.length;
    assert.equal(kept, 17);
    allowance = Number.POSITIVE_INFINITY;
    const asked = editor.asked.length;
    const { complete } = await engine.request('evol/annotate', { datasetId, ...request(runFolder()) });
    assert.ok(complete);
    assert.equal(editor.asked.length - asked, 12 * REQUESTS - kept);
  });

  it('takes the refusal of one text for a failed step, and never exceeds the cap on requests', async () => {
    const editor = new Editor(({ prompt }, asked) => {
      if (asked === 1) throw new DeitaError('chatRefused', 'The text was filtered.');
      return chatAnswer(prompt, {});
    });
    const { engine, datasetId } = await start(editor);
    const capped = request(runFolder(), { caps: { requests: 30 } });
    const { stoppedBy, complete, status } = await engine.request('evol/annotate', { datasetId, ...capped });
    assert.deepEqual([stoppedBy, complete, status.requests, editor.asked.length], ['requests', false, 30, 30]);
    const { answers } = await readRun(runFolder());
    assert.deepEqual(
      answers.flatMap(({ refusal }) => refusal ?? []),
      ['the model refused it: The text was filtered.'],
    );
    assert.ok(editor.asked.some(({ prompt }) => variantsIn(prompt).length > 0));
  });

  it('refuses where there is no editor to ask', async () => {
    const engine = fixture.start();
    const datasetId = await openPool(engine, fixture.folder);
    const annotating = engine.request('evol/annotate', { datasetId, ...request(runFolder()) });
    await assert.rejects(annotating, { code: 'usage', message: /no editor/ });
  });
});

describe('EngineClient, annotating with a model of the editor’s own', () => {
  const fixture = new ClientFixture();

  it('goes on with the run when the engine is killed, and lets go of what was being asked', async () => {
    let [gone, kill] = [0, true];
    const editor = new Editor(({ prompt }, asked) => {
      if (asked < 20 || !kill) return chatAnswer(prompt, {});
      kill = false;
      fixture.killEngine();
      return new Promise<string>(() => undefined); // The process that would take the answer is gone.
    });
    const { 'chat/ask': ask } = editor.handlers;
    const host: HostHandlers = {
      'chat/ask': (question, signal) => {
        signal.addEventListener('abort', () => gone++, { once: true });
        return ask(question, signal);
      },
    };
    const client = await fixture.start({ host });
    const datasetId = await openPool(client, fixture.folder);
    const folder = fixture.folder.path('r.evol');
    const { complete, status } = await client.request('evol/annotate', { datasetId, ...request(folder) });
    assert.deepEqual([complete, status.done, status.kendall], [true, 12, 1]);
    assert.ok(gone > 0);
    assert.equal((await readRun(folder)).answers.length, 12 * REQUESTS);
    // Two were under way, and the answers of two more may not have been kept yet.
    assert.ok(editor.asked.length <= 12 * REQUESTS + 4, `${editor.asked.length} requests`);
  });

  it('hears of what went wrong as the editor said it, and cancels what it asks', async () => {
    const paused = new DeitaError('chatPaused', 'No consent.', 'Give it.');
    const refusing = await fixture.start({ host: new Editor(() => Promise.reject(paused)).handlers });
    const datasetId = await openPool(refusing, fixture.folder);
    const folder = fixture.folder.path('r.evol');
    const annotating = refusing.request('evol/annotate', { datasetId, ...request(folder) });
    await assert.rejects(annotating, { code: 'chatPaused', message: 'No consent.', hint: 'Give it.' });

    const abort = new AbortController();
    const cancelled: string[] = [];
    const host: HostHandlers = {
      'chat/ask': (_, signal) =>
        new Promise((_resolve, reject) => {
          const cancel = (): void => {
            cancelled.push('asked');
            reject(new DeitaError('cancelled', 'Cancelled.'));
          };
          // A question may be taken back before it is read.
          if (signal.aborted) cancel();
          signal.addEventListener('abort', cancel);
          setImmediate(() => abort.abort());
        }),
    };
    const waiting = await fixture.start({ host });
    const id = await openPool(waiting, fixture.folder);
    const asking = waiting.request('evol/annotate', { datasetId: id, ...request(folder) }, { signal: abort.signal });
    await assert.rejects(asking, { code: 'cancelled' });
    assert.ok(cancelled.length > 0);
  });
});
