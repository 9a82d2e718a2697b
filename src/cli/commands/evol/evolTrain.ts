import path from 'node:path';
import type { TrainSummary } from '../../../protocol/training';
import { SCORE_KINDS } from '../../../scoring/promptTemplates';
import type { Following, HeadReport } from '../../../training/headReport';
import type { Command } from '../../command';
import { modelEmbedderOption } from '../../modelChoices';
import { MODEL_EMBEDDER_OPTIONS } from '../../modelOptions';
import { OUTPUT_OPTIONS } from '../../option';
import { integerOption, requiredOption, textOptions, usageError } from '../../values';
import { RUN_OPTION } from './runOption';
import { formatScore } from '../../../wording/numbers';

export const evolTrain: Command = {
  name: 'evol train',
  summary: 'Trains a scorer from annotation runs, or from rows that carry scores',
  argument: 'none',
  options: {
    run: { ...RUN_OPTION.run, multiple: true, help: 'folder of an annotation run; several are joined' },
    labels: {
      type: 'string',
      multiple: true,
      placeholder: 'FILE',
      help: 'rows with complexity_scores and quality_scores to learn\nfrom as well, such as those of a larger scorer; several are joined',
    },
    output: { type: 'string', placeholder: 'DIR', help: 'the scorer’s folder' },
    seed: { type: 'string', placeholder: 'S', help: 'seed of the training (default 0)' },
    ...MODEL_EMBEDDER_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const [runs, labels] = ['run', 'labels'].map((name) => textOptions(values, name).map((file) => path.resolve(file)));
    if (runs === undefined || labels === undefined || runs.length + labels.length === 0) {
      throw usageError('deita evol train needs --run DIR, or --labels FILE.');
    }
    const outputPath = path.resolve(requiredOption(values, 'output', 'deita evol train', 'DIR'));
    const seed = integerOption(values, 'seed', 0, { test: (value) => value >= 0, expected: 'a number from 0' });
    const embedder = modelEmbedderOption(session);
    const request = { runs, labels, outputPath, embedder, seed, overwrite: values.overwrite === true };
    const summary = await engine().request('evol/train', request, call);
    return { document: summary, text: describe(summary) };
  },
};

function describe({ scorer, embedder, heads }: TrainSummary): string {
  const parts = SCORE_KINDS.flatMap((kind) => {
    const report = heads[kind];
    return report === undefined ? [] : [describeHead(kind, report)];
  });
  return [
    `Trained ${scorer} on the embedder ${embedder.name}.`,
    ...parts,
    `Use it with --scorer trained --trained-scorer ${scorer}.`,
  ].join('\n');
}

function describeHead(kind: string, report: HeadReport): string {
  const { texts, chains, meanAbsoluteError, baselines } = report;
  return [
    `${kind}: ${texts} texts, ${chains} chains; on texts that it had not seen:`,
    `  this head            ${measures(report)}, mean error ${formatScore(meanAbsoluteError)} points`,
    `  length               ${measures(baselines.length)}`,
    `  the built-in scorer  ${measures(baselines.builtIn)}`,
  ].join('\n');
}

function measures({ kendall, spearman }: Following): string {
  return `Kendall within chains ${formatScore(kendall ?? undefined)}, Spearman ${formatScore(spearman ?? undefined)}`;
}
