import { finderOf, type Finder } from '../../../../src/common/find/finder';
import type { ViewQuery } from '../../../../src/protocol/views';
import { asksNothing, findTerms, type FindScope } from '../../../../src/protocol/findScope';

/** The text that rows are filtered by. */
export interface SoughtText {
  readonly scope: FindScope;
  /** Whether messages are looked for by their role alone. */
  readonly isRoleAlone: boolean;
  readonly finder: Finder;
}

/** @returns null where rows are not filtered by any */
export function soughtText({ text = '', regex, matchCase, wholeWord }: ViewQuery): SoughtText | null {
  const terms = findTerms(text);
  if (asksNothing(terms)) return null;
  const { scope, words } = terms;
  const finder = finderOf(words, {
    ...(regex && { regex }),
    ...(matchCase && { matchCase }),
    ...(wholeWord && { wholeWord }),
  });
  return 'problem' in finder ? null : { scope, isRoleAlone: words === '', finder };
}

/** What is wrong with what is looked for; null = nothing. */
export function problemOf({ text = '', regex }: ViewQuery): string | null {
  const { words } = findTerms(text);
  if (regex !== true || words === '') return null;
  const finder = finderOf(words, { regex });
  return 'problem' in finder ? finder.problem : null;
}
