import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../../common/escapeMarkdown';
import type { ExperimentFinding, Experiments, TrainingSetup } from '../../protocol/experiments';
import { groupTable, isBesidePaper, measuredGroups, paperTable, runTable, type TextTable } from './experimentTables';
import { findingText, intervalSentence, measureTitle, paperSentence, setupTitle } from './experimentTexts';

/** Experiments as Markdown: what may be compared, table by table, every run, and what does not count. */
export function experimentsMarkdown(experiments: Experiments): string {
  const sections = measuredGroups(experiments).map(({ group, measure }) =>
    [
      `## ${measureTitle(measure, escapeMarkdown)}`,
      setupMarkdown(group.setup),
      tableMarkdown(groupTable(group, measure, escapeMarkdown)),
    ].join('\n\n'),
  );
  const { findings } = experiments;
  return [
    `# ${l10n.t('Experiments')}`,
    ...(sections.length === 0 ? [] : [intervalSentence(), ...sections]),
    ...(isBesidePaper(experiments) ? [paperSection()] : []),
    `## ${l10n.t('Runs')}`,
    tableMarkdown(runTable(experiments, escapeMarkdown)),
    ...(findings.length === 0 ? [] : [`## ${l10n.t('To note')}`, bullets(findings.map(findingMarkdown))]),
  ].join('\n\n');
}

function paperSection(): string {
  return [`## ${l10n.t('Numbers of the paper')}`, paperSentence(), tableMarkdown(paperTable())].join('\n\n');
}

/** @param table cells as Markdown */
function tableMarkdown({ head, rows }: TextTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function setupMarkdown({ trainer, recipe, baseModel }: TrainingSetup): string {
  return setupTitle({ trainer, recipe: escapeMarkdown(recipe), baseModel: escapeMarkdown(baseModel) });
}

function findingMarkdown({ code, file, names }: ExperimentFinding): string {
  return findingText({ code, file: escapeMarkdown(file), names: names.map(escapeMarkdown) });
}
