import assert from 'node:assert/strict';
import { Emitter } from '../../../src/common/emitter';
import type { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { offerFormerDecisions } from '../../../src/editor/decisions/offerFormerDecisions';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { eventually } from '../../support/eventually';

type Session = Parameters<typeof offerFormerDecisions>[0];

function session() {
  const events = new Emitter<{ info: DatasetInfo }>();
  const asked: string[] = [];
  const made = {
    info: {} as DatasetInfo,
    uri: { fsPath: '/data/renamed.jsonl' },
    onDidChangeInfo: events.event('info'),
    request: ((method: string) => {
      asked.push(method);
      return Promise.resolve(null);
    }) as unknown as DatasetSession['request'],
  };
  const tell = (info: Partial<DatasetInfo>): void => {
    made.info = info as DatasetInfo;
    events.emit('info', made.info);
  };
  return { made: made as unknown as Session, tell, asked };
}

const noError = (error: unknown): void => assert.fail(String(error));

describe('decisions from before a file was renamed', () => {
  it('are offered once, and taken over if the user wants them', async () => {
    const { made, tell, asked } = session();
    const offers: string[] = [];
    offerFormerDecisions(
      made,
      (message) => {
        offers.push(message);
        return Promise.resolve(true);
      },
      noError,
    );
    tell({});
    tell({ formerDecisions: '/data/old.deita' });
    tell({ formerDecisions: '/data/old.deita' });
    await eventually(() => {
      assert.deepEqual(asked, ['decisions/adopt']);
      return Promise.resolve();
    });
    assert.deepEqual(offers, ['renamed.jsonl seems to be renamed: old.deita holds decisions about it.']);
  });

  it('say what counts where there are decisions already', async () => {
    const { made, tell, asked } = session();
    const offers: string[] = [];
    const offer = (message: string): Promise<boolean> => Promise.resolve(offers.push(message) > 0);
    offerFormerDecisions(made, offer, noError);
    tell({ formerDecisions: '/data/old.deita', decisions: {} as never });
    await eventually(() => {
      assert.deepEqual(asked, ['decisions/adopt']);
      return Promise.resolve();
    });
    assert.match(offers[0] ?? '', /join those made since; of two about the same, the later one counts\.$/);
  });

  it('stay where they are otherwise', async () => {
    const { made, tell, asked } = session();
    let isAnswered = false;
    const offer = (): Promise<boolean> => {
      isAnswered = true;
      return Promise.resolve(false);
    };
    offerFormerDecisions(made, offer, noError);
    tell({ formerDecisions: '/data/old.deita' });
    await eventually(() => {
      assert.ok(isAnswered);
      return Promise.resolve();
    });
    assert.deepEqual(asked, []);
  });
});
