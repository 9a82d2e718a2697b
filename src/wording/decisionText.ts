import * as l10n from '@vscode/l10n';
import type { DecisionSummary } from '../protocol/decisions';
import { formatCount, plural } from './numbers';

/** What is decided by hand, such as "12 kept, 3 dropped, 1 note". */
export function decisionCounts(summary: DecisionSummary): string {
  const { kept, dropped, noted, tagged, notSame, edited } = summary;
  const parts = [
    l10n.t('{0} kept', formatCount(kept)),
    l10n.t('{0} dropped', formatCount(dropped)),
    ...(noted === 0 ? [] : [counted(noted, l10n.t('{0} note'), l10n.t('{0} notes'))]),
    ...(tagged === 0 ? [] : [l10n.t('{0} tagged', formatCount(tagged))]),
    ...(notSame === 0 ? [] : [counted(notSame, l10n.t('{0} pair not the same'), l10n.t('{0} pairs not the same'))]),
    ...(edited === 0 ? [] : [l10n.t('{0} edited', formatCount(edited))]),
  ];
  return parts.join(', ');
}

/** What of the decisions has no effect, one sentence each; none where all have. */
export function decisionRemarks(summary: DecisionSummary): string[] {
  const { unknownRows, brokenLines, unknownKinds, firstPassedOver = 0, misplacedEdits = 0 } = summary;
  const first = formatCount(firstPassedOver);
  return [
    ...(unknownRows === 0
      ? []
      : [
          counted(
            unknownRows,
            l10n.t('{0} row that was decided about is not in the dataset.'),
            l10n.t('{0} rows that were decided about are not in the dataset.'),
          ),
        ]),
    ...(brokenLines === 0
      ? []
      : [
          counted(
            brokenLines,
            l10n.t('{0} line of the decisions is no decision and passed over.'),
            l10n.t('{0} lines of the decisions are no decisions and passed over.'),
          ),
        ]),
    ...(unknownKinds === 0
      ? []
      : [
          counted(
            unknownKinds,
            l10n.t('{0} decision is of a kind that this version does not know and passed over.'),
            l10n.t('{0} decisions are of kinds that this version does not know and passed over.'),
          ),
        ]),
    ...(brokenLines + unknownKinds === 0 ? [] : [l10n.t('The first of them is in line {0}.', first)]),
    ...(misplacedEdits === 0
      ? []
      : [
          counted(
            misplacedEdits,
            l10n.t('{0} row does not have a text that was edited in it.'),
            l10n.t('{0} rows do not have a text that was edited in them.'),
          ),
        ]),
  ];
}

function counted(count: number, one: string, other: string): string {
  return plural(count, { one, other }).replace('{0}', formatCount(count));
}
