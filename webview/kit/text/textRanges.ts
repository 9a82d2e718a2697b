/** Finds stretches of a text: from the first code unit up to, not including, the last. */
type FindIn = (text: string) => readonly (readonly [start: number, end: number])[];

/** Elements that end a line, so that nothing is found from one into the next. */
const LINES = 'p, li, td, th, pre, div, br, summary';

/** Where something stands in what an element shows, whichever of its elements the text is spread over. */
export function textRanges(element: Element, find: FindIn): Range[] {
  const nodes = textNodes(element);
  let text = '';
  let line: Element | null = null;
  const starts = nodes.map((node) => {
    const own = node.parentElement?.closest(LINES) ?? null;
    if (text !== '' && own !== line) text += '\n';
    line = own;
    const start = text.length;
    text += node.data;
    return start;
  });
  return find(text).map(([start, end]) => rangeOf(nodes, starts, start, end));
}

function textNodes(element: Element): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode() !== null) nodes.push(walker.currentNode as Text);
  return nodes;
}

function rangeOf(nodes: readonly Text[], starts: readonly number[], start: number, end: number): Range {
  const range = document.createRange();
  const place = (offset: number, at: number): [Node, number] => {
    const node = nodes[at] as Text;
    return [node, Math.min(offset - (starts[at] ?? 0), node.length)];
  };
  range.setStart(
    ...place(
      start,
      starts.findLastIndex((each) => each <= start),
    ),
  );
  range.setEnd(
    ...place(
      end,
      starts.findLastIndex((each) => each < end),
    ),
  );
  return range;
}
