import { visibleText } from '../common/visibleText';
import type { RowDetail } from '../protocol/dataset';
import { roleTitle, rowMessages } from './rowMessages';

/** A row as text to be read and compared: each message under its role, as it stands in the row. */
export function rowText(row: RowDetail): string {
  if (row.excerpt !== undefined) return visibleText(`${row.excerpt}\n`);
  const several = row.turns.length > 1;
  const parts = rowMessages(row).map(({ role, text, turn }) => {
    const place = several && turn > 0 ? ` ${turn}` : '';
    return `# ${roleTitle(role)}${place}\n\n${text.trimEnd()}\n`;
  });
  return visibleText(parts.join('\n'));
}
