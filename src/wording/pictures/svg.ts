import { textHead } from '../../common/textHead';
import { visibleText } from '../../common/visibleText';

/** An element of a picture: written as markup into files, drawn by pages as elements of their own. */
export interface Svg {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Pieces, and texts that stand as they are read. */
  readonly children: readonly (Svg | string)[];
}

export function element(tag: string, attributes: Svg['attributes'], ...children: Svg['children']): Svg {
  return { tag, attributes, children };
}

/** What a picture shows, before it is decided where. */
export interface Drawing {
  /** For those who do not see it. */
  readonly title: string;
  /** It is as wide as a page. */
  readonly height: number;
  readonly children: readonly Svg[];
}

/** A picture as a file, or within HTML: readable on light and on dark ground. */
export function picture(drawing: Drawing): string {
  return fileOf(drawing, element('style', {}, `${STYLE}${ON_DARK}`));
}

/** The same on white ground, for what cannot follow the reader's. */
export function pictureOnWhite(drawing: Drawing): string {
  const ground = element('rect', { width: WIDTH, height: drawing.height, fill: '#fff' });
  return fileOf(drawing, element('style', {}, STYLE), ground);
}

function fileOf({ title, height, children }: Drawing, ...before: readonly Svg[]): string {
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', role: 'img', viewBox: `0 0 ${WIDTH} ${shown(height)}` };
  const size = { width: WIDTH, height };
  const root = element('svg', { ...attributes, ...size }, element('title', {}, title), ...before, ...children);
  return `${markupOf(root)}\n`;
}

/** Well formed, whatever its texts hold. */
function markupOf({ tag, attributes, children }: Svg): string {
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(shown(value))}"`);
  const inner = children.map((child) => (typeof child === 'string' ? escapeXml(child) : markupOf(child))).join('');
  return `<${tag}${own.join('')}>${inner}</${tag}>`;
}

export const WIDTH = 720;

/** Sets differ in colour, dashes and marks, so that none of them is needed. */
const STYLE = `
text{font:12px system-ui,sans-serif;fill:#444}
.head{font-weight:600}
.axis{stroke:#888;fill:none}
.paper{stroke:#888;stroke-dasharray:1 3}
.line{fill:none;stroke-width:2}
.selection{stroke:#2f7fd0;color:#2f7fd0}
.random{stroke:#d0700f;color:#d0700f;stroke-dasharray:6 3}
.longest{stroke:#2a9a63;color:#2a9a63;stroke-dasharray:2 3}
.preferences{stroke:#a05cc0;color:#a05cc0;stroke-dasharray:8 3 2 3}
.mark{fill:currentColor;stroke-dasharray:none}
.reach{stroke-dasharray:none}
.bar{fill:#2f7fd0}
.bar.baseline{fill:#999}
.pool{fill:none;stroke:#444;stroke-width:1}
`;
const ON_DARK = '@media (prefers-color-scheme:dark){text{fill:#ccc}.pool{stroke:#ccc}}\n';

/** Quotes, brackets and ampersands as entities; what XML does not allow, or hides, as visible escapes. */
function escapeXml(text: string): string {
  return visibleText(text)
    .replace(/[\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** Two decimals do for a place in a picture. */
function shown(value: string | number): string {
  return typeof value === 'string' ? value : String(Math.round(value * 100) / 100);
}

/** Longer texts would leave the picture; its description has them whole. */
const MOST_CHARACTERS = 90;

/** @param y of the text's base line */
export function text(x: number, y: number, content: string, attributes: Svg['attributes'] = {}): Svg {
  const short = content.length > MOST_CHARACTERS ? `${textHead(content, MOST_CHARACTERS - 1)}…` : content;
  return element('text', { x, y, ...attributes }, short);
}

/** What a panel shows, and of what. */
export function heading(title: string, subtitle: string): Svg[] {
  return [text(10, 20, title, { class: 'head' }), text(10, 38, subtitle)];
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: string): Svg {
  return element('line', { x1, y1, x2, y2, class: kind });
}

export function circle(cx: number, cy: number): Svg {
  return element('circle', { cx, cy, r: 3.5, class: 'mark' });
}
