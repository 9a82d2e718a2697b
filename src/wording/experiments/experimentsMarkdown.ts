import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../../common/escapeMarkdown';
import type {
  ExperimentFinding,
  ExperimentGroup,
  ExperimentRow,
  Experiments,
  Measure,
  TrainingSetup,
} from '../../protocol/experiments';
import { formatCount, formatScore } from '../numbers';
import {
  differenceText,
  findingText,
  intervalSentence,
  meanText,
  measuredText,
  measureTitle,
  setTitle,
  setupTitle,
} from './experimentTexts';
import { paperNumbers } from './paper';

/** Experiments as Markdown: what may be compared, table by table, every run, and what does not count. */
export function experimentsMarkdown({ rows, measures, groups, findings }: Experiments): string {
  const measureOf = new Map(measures.map((measure) => [measure.id, measure]));
  const sections = groups.flatMap((group) => {
    const measure = measureOf.get(group.measure);
    return measure === undefined ? [] : [groupSection(group, measure)];
  });
  return [
    `# ${l10n.t('Experiments')}`,
    ...(sections.length === 0 ? [] : [intervalSentence(), ...sections]),
    ...(measures.some(({ kind }) => kind === 'mt-bench') ? [paperSection()] : []),
    `## ${l10n.t('Runs')}`,
    runTable(rows, measures),
    ...(findings.length === 0 ? [] : [`## ${l10n.t('To note')}`, bullets(findings.map(findingMarkdown))]),
  ].join('\n\n');
}

function groupSection({ budgets, setup }: ExperimentGroup, measure: Measure): string {
  const table = budgets.flatMap(({ budget, sets }) =>
    sets.map((scores) => [
      formatCount(budget),
      setTitle(scores.set),
      escapeMarkdown(scores.source),
      formatCount(scores.scores.length),
      meanText(scores, measure),
      differenceText(scores.against?.random, measure),
      differenceText(scores.against?.longest, measure),
    ]),
  );
  const head = [
    l10n.t('Budget'),
    l10n.t('Set'),
    l10n.t('Rows of'),
    l10n.t('Runs'),
    l10n.t('Score'),
    l10n.t('Against random'),
    l10n.t('Against longest'),
  ];
  return [`## ${measureMarkdown(measure)}`, setupMarkdown(setup), tableOf(head, table)].join('\n\n');
}

function paperSection(): string {
  return [
    `## ${l10n.t('Numbers of the paper')}`,
    l10n.t('MT-Bench by the paper’s own judge: for orientation, not comparable with the tables above.'),
    tableOf(
      [l10n.t('Model'), l10n.t('Score')],
      paperNumbers().map(({ title, score }) => [title, formatScore(score)]),
    ),
  ].join('\n\n');
}

function runTable(rows: readonly ExperimentRow[], measures: readonly Measure[]): string {
  const head = [l10n.t('Folder'), l10n.t('Set'), l10n.t('Budget'), l10n.t('Seed'), ...measures.map(measureMarkdown)];
  return tableOf(
    head,
    rows.map(({ folder, set, budget, seed, results }) => [
      escapeMarkdown(folder),
      setTitle(set),
      formatCount(budget),
      seed === null ? '–' : String(seed),
      ...measures.map((measure) => {
        const result = results.find((each) => each.measure === measure.id);
        return result === undefined ? '–' : measuredText(result.score, measure);
      }),
    ]),
  );
}

/** @param body cells as Markdown */
function tableOf(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...body.map(line)].join('\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Names in results are other people's. */
function measureMarkdown(measure: Measure): string {
  const { subject, judge } = measure;
  return measureTitle({
    ...measure,
    subject: subject === null ? null : escapeMarkdown(subject),
    judge: judge === null ? null : escapeMarkdown(judge),
  });
}

function setupMarkdown({ trainer, recipe, baseModel }: TrainingSetup): string {
  return setupTitle({ trainer, recipe: escapeMarkdown(recipe), baseModel: escapeMarkdown(baseModel) });
}

function findingMarkdown({ code, file, names }: ExperimentFinding): string {
  return findingText({ code, file: escapeMarkdown(file), names: names.map(escapeMarkdown) });
}
