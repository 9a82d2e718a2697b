import type { DirectSummary, TrainSummary } from '../../../protocol/training';
import { SCORE_KINDS } from '../../../scoring/promptTemplates';
import type { Following, HeadReport, PartlyFollowing } from '../../../training/headReport';
import { chains as countedChains } from '../../../wording/counts';
import { formatCount, formatScore, plural } from '../../../wording/numbers';
import { describeSpent } from './runText';

/** What was trained and how good it is on texts that it had not seen, for people. */
export function describeTraining({ scorer, embedder, heads, direct }: TrainSummary): string {
  const parts = SCORE_KINDS.flatMap((kind) => {
    const report = heads[kind];
    return report === undefined ? [] : [describeHead(kind, report)];
  });
  return [
    `Trained ${scorer} on the embedder ${embedder.name}.`,
    ...parts,
    ...(direct === undefined ? [] : [describeDirect(direct)]),
    `Use it with --scorer trained --trained-scorer ${scorer}.`,
  ].join('\n');
}

function describeHead(kind: string, report: HeadReport): string {
  const { texts, chains, meanAbsoluteError, baselines } = report;
  return [
    `${kind}: ${formatCount(texts)} ${plural(texts, { one: 'text', other: 'texts' })}, ${countedChains(chains)}; on texts that it had not seen:`,
    `  this head            ${measures(report)}, mean error ${formatScore(meanAbsoluteError)} points`,
    `  length               ${measures(baselines.length)}`,
    `  the built-in scorer  ${measures(baselines.builtIn)}`,
    ...describeRated(baselines.direct, texts),
  ].join('\n');
}

/** Where a cap or a failure left texts without a direct score, the head is told of on the same ones. */
function describeRated(direct: PartlyFollowing | undefined, texts: number): string[] {
  if (direct === undefined) return [];
  const line = `  direct scoring       ${measures(direct)}`;
  if (direct.texts === texts) return [line];
  return [`${line}, on ${formatCount(direct.texts)} of the texts`, `  this head on those   ${measures(direct.head)}`];
}

const STOPPED = {
  requests: ' It stopped at --max-requests: run the same command with a higher one, and --overwrite, to go on.',
  tokens: ' It stopped before --max-cost would be exceeded: allow more, with --overwrite, to go on.',
} as const;

function describeDirect({ texts, scored, left, stoppedBy, ...spent }: DirectSummary): string {
  const failed = left === 0 ? '' : ` The judge did not answer about ${formatCount(left)}.`;
  const stopped = stoppedBy === undefined ? '' : STOPPED[stoppedBy];
  return `Direct scoring: ${formatCount(scored)} of ${formatCount(texts)} texts scored; ${describeSpent(spent)} so far.${failed}${stopped}`;
}

function measures({ kendall, spearman }: Following): string {
  return `Kendall within chains ${formatScore(kendall ?? undefined)}, Spearman ${formatScore(spearman ?? undefined)}`;
}
