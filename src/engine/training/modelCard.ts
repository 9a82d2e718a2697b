import { SCORE_KINDS } from '../../scoring/promptTemplates';
import type { Following, HeadReport, PartlyFollowing } from '../../training/headReport';
import type { ScorerManifest } from '../../training/scorerManifest';

/** A trained scorer's card: what it is, what it needs and how good it is. @param sources names of runs and files */
export function modelCard(manifest: ScorerManifest, sources: readonly string[]): string {
  const { embedder, seed, heads } = manifest;
  const reports = SCORE_KINDS.flatMap((kind) => {
    const head = heads[kind];
    return head === undefined ? [] : [[kind, head.report] as const];
  });
  return [
    '# A trained scorer',
    '',
    `Scores ${reports.map(([kind]) => kind).join(' and ')} of a turn, from 1 to 6. Made by \`deita evol train\` of ${sources.join(', ')}, seed ${seed}.`,
    '',
    `It needs the embedder **${embedder.name}** (${embedder.dimensions} dimensions) and the same version of DEITA’s text features. Labels are`,
    'scores by a language model, or by the scorer whose rows it was given: it repeats their taste and their mistakes.',
    '',
    'Figures are of texts that the head had not seen: rows are split, so that no variant of a row is on both sides.',
    '',
    ...reports.flatMap(([kind, report]) => [`## ${kind}`, '', ...describe(report), '']),
  ].join('\n');
}

function describe({ texts, chains, folds, epochs, baselines, calibration, ...head }: HeadReport): string[] {
  return [
    `${texts} texts, ${chains} chains, ${folds} folds, ${epochs} passes; mean absolute error ${head.meanAbsoluteError.toFixed(2)}.`,
    '',
    '| scores by | Kendall within chains | Spearman |',
    '|---|---|---|',
    row('this head', head),
    row('length', baselines.length),
    row('the built-in scorer', baselines.builtIn),
    ...directRows(baselines.direct, texts),
    '',
    '| labels | texts | mean label | mean score |',
    '|---|---|---|---|',
    ...calibration.map(
      ({ from, texts: count, meanLabel, meanScore }) =>
        `| ${from} to ${from + 1} | ${count} | ${meanLabel.toFixed(2)} | ${meanScore.toFixed(2)} |`,
    ),
  ];
}

/** Not all texts may have a score by it: the head is then told of on the same ones. */
function directRows(direct: PartlyFollowing | undefined, texts: number): string[] {
  if (direct === undefined) return [];
  const part = direct.texts === texts ? '' : ` (${direct.texts} texts)`;
  const head = part === '' ? [] : [row(`this head${part}`, direct.head)];
  return [row(`direct scoring${part}`, direct), ...head];
}

function row(name: string, { kendall, spearman }: Following): string {
  return `| ${name} | ${kendall?.toFixed(2) ?? '–'} | ${spearman?.toFixed(2) ?? '–'} |`;
}
