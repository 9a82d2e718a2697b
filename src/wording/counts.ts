import * as l10n from '@vscode/l10n';
import { formatCount, plural } from './numbers';

/** Such as "1 row" or "14,131 rows". */
export function rows(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} row', number), other: l10n.t('{0} rows', number) });
}

export function files(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} file', number), other: l10n.t('{0} files', number) });
}

export function turns(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} turn', number), other: l10n.t('{0} turns', number) });
}

export function nearDuplicates(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} near-duplicate', number), other: l10n.t('{0} near-duplicates', number) });
}

export function groups(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} group', number), other: l10n.t('{0} groups', number) });
}

/** Of a text, as an estimate that says so. */
export function aboutTokens(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('about {0} token', number), other: l10n.t('about {0} tokens', number) });
}

/** Beyond those that are listed. */
export function moreTurns(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} more turn', number), other: l10n.t('{0} more turns', number) });
}

/** Beyond those that are listed. */
export function moreNearDuplicates(count: number): string {
  const number = formatCount(count);
  const forms = { one: l10n.t('{0} more near-duplicate', number), other: l10n.t('{0} more near-duplicates', number) };
  return plural(count, forms);
}

export function chains(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} chain', number), other: l10n.t('{0} chains', number) });
}

export function requests(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} request', number), other: l10n.t('{0} requests', number) });
}

export function answers(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} answer', number), other: l10n.t('{0} answers', number) });
}
