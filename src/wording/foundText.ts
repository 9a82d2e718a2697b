import * as l10n from '@vscode/l10n';
import { FOUND_PARTS, type FoundIn, type FoundPart } from '../protocol/findScope';
import { formatCount, formatList } from './numbers';

/** Where a text was found in how many rows, the part with most of them first; empty = nowhere. */
export function foundText(foundIn: FoundIn): string {
  const parts = FOUND_PARTS.filter((part) => foundIn[part] > 0).sort((a, b) => foundIn[b] - foundIn[a]);
  return formatList(parts.map((part) => partText(part, formatCount(foundIn[part]))));
}

function partText(part: FoundPart, count: string): string {
  switch (part) {
    case 'instruction':
      return l10n.t('{0} in instructions', count);
    case 'response':
      return l10n.t('{0} in responses', count);
    case 'system':
      return l10n.t('{0} in system messages', count);
    case 'badRow':
      return l10n.t('{0} in bad rows', count);
  }
}
