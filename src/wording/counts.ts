import * as l10n from '@vscode/l10n';
import { formatCount, plural } from './numbers';

/** Such as "1 row" or "14,131 rows". */
export function rows(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} row', number), other: l10n.t('{0} rows', number) });
}

export function turns(count: number): string {
  const number = formatCount(count);
  return plural(count, { one: l10n.t('{0} turn', number), other: l10n.t('{0} turns', number) });
}
