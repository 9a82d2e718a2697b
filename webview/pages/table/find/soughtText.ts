import { finderOf, type Finder } from '../../../../src/common/find/finder';
import { findTerms, type FindScope } from '../../../../src/common/find/findScope';
import type { ViewQuery } from '../../../../src/protocol/dataset';

/** The text that rows are filtered by. */
export interface SoughtText {
  readonly scope: FindScope['kind'];
  readonly finder: Finder;
}

/** @returns null where rows are not filtered by any */
export function soughtText({ text = '', regex, matchCase, wholeWord }: ViewQuery): SoughtText | null {
  const { scope, words } = findTerms(text);
  if (words === '') return null;
  const finder = finderOf(words, {
    ...(regex && { regex }),
    ...(matchCase && { matchCase }),
    ...(wholeWord && { wholeWord }),
  });
  return 'problem' in finder ? null : { scope: scope.kind, finder };
}

/** What is wrong with what is looked for; null = nothing. */
export function problemOf({ text = '', regex }: ViewQuery): string | null {
  const { words } = findTerms(text);
  if (regex !== true || words === '') return null;
  const finder = finderOf(words, { regex });
  return 'problem' in finder ? finder.problem : null;
}
