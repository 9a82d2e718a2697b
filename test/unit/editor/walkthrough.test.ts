import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '../../../src/editor/contributions/commands';
import { CONTEXT_KEYS } from '../../../src/editor/contributions/contextKeys';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly id: string; readonly completionEvents: readonly string[] }[];
    }[];
  };
}

const source = readFileSync(path.resolve(__dirname, '../../../package.json'), 'utf8');
const steps = (JSON.parse(source) as Manifest).contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

describe('walkthrough', () => {
  it('ticks every step by a command that there is, or a context key that is set', () => {
    const known = new Set([
      ...Object.values(COMMANDS).map((command) => `onCommand:${command}`),
      ...Object.values(CONTEXT_KEYS).map((key) => `onContext:${key}`),
    ]);
    for (const { id, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) assert.ok(known.has(event), event);
    }
  });

  it('ticks what is done by keys and buttons of the table, which run no command of the workbench, too', () => {
    const { datasetOpen, hasSelection, rowRead, exported } = CONTEXT_KEYS;
    const keys = { open: datasetOpen, select: hasSelection, read: rowRead, export: exported };
    for (const [step, key] of Object.entries(keys)) {
      const events = steps.find(({ id }) => id === step)?.completionEvents;
      assert.ok(events?.includes(`onContext:${key}`), step);
    }
  });
});
