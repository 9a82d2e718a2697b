import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runExtensionTests } from '../../tools/build/stages/extension';
import { ROOT } from '../support/host/cache';
import type { Bench, Ratio } from './bench';
import { againstLimit } from './measuring/limits';

const TEST = 'responsiveness.test.ts';

interface Recorded {
  readonly select: { readonly eventLoopDelayMs: { readonly p99: number } };
  readonly hoverMs: {
    readonly answered: { readonly p95: number };
    readonly throughTheWindow: { readonly p95: number };
    readonly throughTheWindowAlone: { readonly p95: number };
  };
}

/** The extension in a real VS Code with 100,000 rows, 45 MB, as its own test records it. */
export const responsiveness: Bench = {
  name: 'responsiveness',
  async run() {
    const { passed, failures } = await runExtensionTests((file) => file === TEST);
    if (failures.length > 0 || passed === 0) throw new Error(`${TEST} did not pass.`);
    const text = await readFile(path.join(ROOT, 'artifacts', 'responsiveness.json'), 'utf8');
    const figures = JSON.parse(text) as Recorded;
    return { ratios: toRatios(figures), figures };
  },
};

function toRatios({ select, hoverMs }: Recorded): Ratio[] {
  return [
    againstLimit("extension host's event loop while selecting, p99", select.eventLoopDelayMs.p99, 'ms', 20),
    againstLimit('hover answered by the extension, p95', hoverMs.answered.p95, 'ms', 30),
    againstLimit("hover with VS Code's way through its window, p95", hoverMs.throughTheWindow.p95, 'ms', 30),
    {
      what: 'the same against a hover that takes no work, p95',
      measured: `${hoverMs.throughTheWindow.p95.toFixed(1)} ms`,
      baseline: `${hoverMs.throughTheWindowAlone.p95.toFixed(1)} ms`,
      ratio: hoverMs.throughTheWindow.p95 / hoverMs.throughTheWindowAlone.p95,
      target: '-',
    },
  ];
}
