import { parseTree, type Node } from 'jsonc-parser';
import { nestedJson, type JsonPath } from './formats/format';

/** A value of a row as people read it. */
export interface PrintedValue {
  readonly text: string;
  /** It is a list or an object, indented; else a text as it is, or a number as the file writes it. */
  readonly isJson: boolean;
}

/**
 * Prints values of a JSON text. Numbers stay as they are written: those of JavaScript have fewer digits than some have.
 * Texts do not, which is why the text is not just indented: many files write every letter beyond ASCII as an escape.
 */
export class JsonPrinter {
  private readonly root: Node | undefined;

  constructor(private readonly json: string) {
    this.root = parseTree(json);
  }

  /** @returns undefined where nothing stands at the path */
  valueAt(path: JsonPath): PrintedValue | undefined {
    let node = this.root;
    for (const step of path) node = node && memberOf(node, step);
    return node && this.valueOf(node);
  }

  /** JSON that is kept in a text is opened. */
  private valueOf(node: Node): PrintedValue {
    if (node.type !== 'string') return { text: this.print(node, ''), isJson: node.children !== undefined };
    const text = node.value as string;
    const inner = nestedJson(text) === undefined ? undefined : new JsonPrinter(text).valueAt([]);
    return inner ?? { text, isJson: false };
  }

  private print(node: Node, indent: string): string {
    if (node.type === 'string') return JSON.stringify(node.value);
    if (node.type !== 'object' && node.type !== 'array') return this.json.slice(node.offset, node.offset + node.length);
    const [open, close] = node.type === 'object' ? (['{', '}'] as const) : (['[', ']'] as const);
    const deeper = `${indent}  `;
    const members = (node.children ?? []).map((child) => `${deeper}${this.printMember(child, deeper)}`);
    return members.length === 0 ? `${open}${close}` : `${open}\n${members.join(',\n')}\n${indent}${close}`;
  }

  private printMember(node: Node, indent: string): string {
    if (node.type !== 'property') return this.print(node, indent);
    const [key, value] = node.children as [Node, Node];
    return `${JSON.stringify(key.value)}: ${this.print(value, indent)}`;
  }
}

/** Of keys that are there twice the last counts, as wherever else rows are read. */
function memberOf({ children = [] }: Node, step: string | number): Node | undefined {
  if (typeof step === 'number') return children[step];
  return children.findLast((child) => child.children?.[0]?.value === step)?.children?.[1];
}
