import MarkdownIt, { type Token } from 'markdown-it';
import { h, type ComponentChild, type VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { CodeBlock } from './codeBlock';

/** Nothing of HTML is taken for markup. Line breaks count: they mean something in the texts that are read here. */
const PARSER = new MarkdownIt({ html: false, linkify: false, breaks: true });

/** Elements that tokens become, none of which can act; headings are lines, as they are no headings of the page. */
const ELEMENTS = new Set([
  ...['p', 'ul', 'ol', 'li', 'blockquote', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ...['strong', 'em', 's'],
]);

/** Text with its Markdown shown: paragraphs, lists, tables, code. Built of elements, never of HTML; links are text. */
export function Markdown({ text }: { readonly text: string }): VNode {
  const content = useMemo(() => childrenOf(PARSER.parse(text, {})), [text]);
  return (
    <div class="markdown" dir="auto">
      {content}
    </div>
  );
}

interface OpenElement {
  readonly make: (children: ComponentChild[]) => ComponentChild;
  readonly children: ComponentChild[];
}

/** Tokens come flat, those that open an element before those that are in it. */
function childrenOf(tokens: readonly Token[]): ComponentChild[] {
  const content: ComponentChild[] = [];
  const open: OpenElement[] = [];
  const into = (): ComponentChild[] => open.at(-1)?.children ?? content;
  for (const token of tokens) {
    if (token.nesting === 1) open.push({ make: elementOf(token), children: [] });
    else if (token.nesting === 0) into().push(...leafOf(token));
    else {
      const closed = open.pop();
      if (closed !== undefined) into().push(closed.make(closed.children));
    }
  }
  return content;
}

function elementOf(token: Token): OpenElement['make'] {
  if (token.type === 'link_open') {
    const address = token.attrGet('href') ?? '';
    return (children) => (
      <span class="address">
        {children} ({address})
      </span>
    );
  }
  if (token.type === 'heading_open') return (children) => <p class="heading">{children}</p>;
  if (token.hidden || !ELEMENTS.has(token.tag)) return (children) => <>{children}</>;
  const start = token.tag === 'ol' ? token.attrGet('start') : null;
  return (children) => h(token.tag, start === null ? {} : { start }, ...children);
}

function leafOf(token: Token): ComponentChild[] {
  switch (token.type) {
    case 'inline':
      return childrenOf(token.children ?? []);
    case 'softbreak':
    case 'hardbreak':
      return [<br />];
    case 'hr':
      return [<hr />];
    case 'code_inline':
      return [<code>{token.content}</code>];
    case 'fence':
    case 'code_block':
      return [<CodeBlock language={token.info.trim().split(' ')[0]} text={token.content} />];
    case 'image':
      return [`![${token.content}](${token.attrGet('src') ?? ''})`];
    default:
      return [token.content];
  }
}
