import { escapeMarkdown } from '../../common/escapeMarkdown';
import { visibleText } from '../../common/visibleText';
import { language } from '../language';
import { picture } from '../pictures/svg';
import type { Card, CardBlock, CardTable } from './card';

/** A card as Markdown: every text shows as it is. Figures are left to their tables. */
export function cardMarkdown({ title, blocks }: Card): string {
  return `${[`# ${escapeMarkdown(title)}`, ...blocks.flatMap(markdownOf)].join('\n\n')}\n`;
}

function markdownOf(block: CardBlock): string[] {
  if ('heading' in block) return [`## ${escapeMarkdown(block.heading)}`];
  if ('paragraph' in block) return [escapeMarkdown(block.paragraph)];
  if ('list' in block) return [block.list.map((entry) => `- ${escapeMarkdown(entry)}`).join('\n')];
  if ('figure' in block) return [];
  return [markdownTable(block.table)];
}

function markdownTable({ head, rows }: CardTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(head.map(escapeMarkdown)), line(rule), ...rows.map((cells) => line(cells.map(escapeMarkdown)))].join(
    '\n',
  );
}

/** A card as one HTML file that needs nothing else and runs nothing. */
export function cardHtml({ title, blocks }: Card): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${blocks.map(htmlOf).join('\n')}
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:14px/1.5 system-ui,sans-serif}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:2px 16px 2px 0;text-align:right;white-space:nowrap;font-weight:normal}
th:first-child,td:first-child{text-align:left}
thead th{font-weight:600}
svg{max-width:100%;height:auto}
`;

function htmlOf(block: CardBlock): string {
  if ('heading' in block) return `<h2>${escapeHtml(block.heading)}</h2>`;
  if ('paragraph' in block) return `<p>${escapeHtml(block.paragraph)}</p>`;
  if ('list' in block) return `<ul>${block.list.map((entry) => `<li>${escapeHtml(entry)}</li>`).join('')}</ul>`;
  if ('figure' in block) return picture(block.figure);
  return htmlTable(block.table);
}

function htmlTable({ head, rows }: CardTable): string {
  const cells = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => cells('td', row)).join('\n');
  return `<div class="wide"><table><thead>${cells('th', head)}</thead>\n<tbody>${body}</tbody></table></div>`;
}

function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
