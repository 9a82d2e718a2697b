import assert from 'node:assert/strict';
import type { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { applyEdits, type ApplyDialogs } from '../../../src/editor/decisions/applyEdits';

type Session = Parameters<typeof applyEdits>[0];

describe('writing edits into the file, in the editor', () => {
  const backup = '/data/pool.deita/pool.before-edits.jsonl';

  function session(edited: number): { session: Session; asked: string[] } {
    const asked: string[] = [];
    const request = ((method: string) => {
      asked.push(method);
      return Promise.resolve(method === 'edits/apply' ? { rows: edited, texts: edited, backup } : { rows: edited });
    }) as unknown as DatasetSession['request'];
    const info = { decisions: { edited } } as unknown as DatasetSession['info'];
    return {
      session: { info, request, uri: { fsPath: '/data/pool.jsonl' } as unknown as DatasetSession['uri'] },
      asked,
    };
  }

  function dialogs(answers: { wants: boolean; undoes: boolean; isUnsaved?: boolean }) {
    const told: string[] = [];
    const answering: ApplyDialogs = {
      isUnsaved: () => answers.isUnsaved === true,
      confirm: ({ message }) => {
        told.push(message);
        return Promise.resolve(answers.wants);
      },
      tell: (message) => {
        told.push(message);
        return Promise.resolve(answers.undoes);
      },
    };
    return { told, answering };
  }

  it('asks first, says where the file from before is, and takes it back on demand', async () => {
    const { session: edited, asked } = session(2);
    const { told, answering } = dialogs({ wants: true, undoes: true });
    await applyEdits(edited, answering);
    assert.deepEqual(asked, ['edits/apply', 'edits/revert']);
    assert.equal(told[0], 'Write the edited texts of 2 rows into pool.jsonl?');
    assert.match(
      told[1] ?? '',
      /^The edited texts of 2 rows are in pool\.jsonl\. .*pool\.deita.pool\.before-edits\.jsonl/,
    );
  });

  it('writes nothing where the user does not want it, nothing is edited, or the text is unsaved', async () => {
    const refused = session(1);
    await applyEdits(refused.session, dialogs({ wants: false, undoes: false }).answering);
    const none = session(0);
    const { answering } = dialogs({ wants: true, undoes: false });
    await assert.rejects(applyEdits(none.session, answering), { code: 'editsNotApplied' });
    const unsaved = session(1);
    const open = dialogs({ wants: true, undoes: false, isUnsaved: true });
    await assert.rejects(applyEdits(unsaved.session, open.answering), { message: /has unsaved changes/ });
    assert.deepEqual([...refused.asked, ...none.asked, ...unsaved.asked, ...open.told], []);
  });
});
