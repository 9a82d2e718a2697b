import path from 'node:path';
import { createEngine } from '../../src/engine/engine';
import { main } from '../../src/cli/main';
import { FIRST_BONUS, studyEvol } from '../support/evol/evolStudy';
import type { Bench } from './bench';
import { cpuMsSince } from './measuring/cost';
import { inTemporaryFolder } from './measuring/temporaryFolder';
import { printTable } from './table';

const MODEL_DIR = path.resolve(__dirname, '../../dist/models');
const [SEEDS, MORE_SEEDS] = [300, 1000];

/** What an annotation of many seeds costs here and how good its heads are, by models that fail in every known way. */
export const evol: Bench = {
  name: 'evol',
  async run({ full }) {
    const seeds = full ? MORE_SEEDS : SEEDS;
    const startedAt = process.cpuUsage();
    const study = await inTemporaryFolder((folder) => studyEvol(seeds, folder, (args) => commandLine(args, folder)));
    const cpuMs = cpuMsSince(startedAt);
    const { chains, requests, joinedScores, strayScores, failuresKept, positionBias, biasLeft } = study;
    const bias = { planted: FIRST_BONUS, reported: positionBias ?? 'none', 'left in means': biasLeft };
    const figures = { chains, requests, joinedScores, strayScores, failuresKept, cpuMs };
    printTable(`EVOL from ${seeds} rows, stand-in model and training included`, [figures]);
    printTable('Bias for the first place, in points', [bias]);
    printTable('Kendall within chains that the head had not seen', [{ ...study.unseenKendall }]);
    return { figures: { ...study, seeds, cpuMs } };
  },
};

async function commandLine(args: readonly string[], folder: string): Promise<string> {
  let [stdout, stderr] = ['', ''];
  const code = await main(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { DEITA_CACHE_DIR: path.join(folder, 'cache') },
    platform: process.platform,
    homeDir: folder,
    modelDir: MODEL_DIR,
    createEngine,
    onInterrupt: () => () => undefined,
  });
  if (code !== 0) throw new Error(`deita ${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}
