/** Multiplier of Fibonacci hashing: 2^32 divided by the golden ratio. */
const HASH_MULTIPLIER = 0x9e3779b1;

const NOTHING = -1;
/** The share of slots in use stays below a third, so that a search rarely meets an edge that is not its own. */
const SLOTS_PER_NODE = 3;

/**
 * A trie over UTF-16 code units. A node is the slot of the edge that leads to it in one open-addressed hash table, so a
 * step costs about one memory access whatever the size of the alphabet, and the whole trie stays in a core's cache.
 */
export class PieceTrie {
  readonly root: number;
  /** Numbers of the code units that occur, from 1; 0 = occurs in no piece. */
  readonly #numberOfUnit = new Uint16Array(0x10000);
  readonly #unitBits: number;
  /** By slot: the node that the edge leaves and its code unit, packed; -1 = free. */
  readonly #edges: Int32Array;
  readonly #shift: number;
  /** By slot: the id of the piece that ends there, or -1. */
  readonly #pieces: Int16Array;

  /** @param pieces ids below 2^15; at most 2^16 different prefixes of at most 2^10 kinds of code units */
  constructor(pieces: readonly (readonly [piece: string, id: number])[]) {
    const units = new Set(pieces.flatMap(([piece]) => piece.split('')));
    [...units].forEach((unit, index) => (this.#numberOfUnit[unit.charCodeAt(0)] = index + 1));
    this.#unitBits = Math.ceil(Math.log2(units.size + 1));
    const slotBits = Math.ceil(Math.log2(SLOTS_PER_NODE * countPrefixes(pieces)));
    if (this.#unitBits + slotBits > 30) throw new RangeError('There are too many pieces.');
    this.#edges = new Int32Array(2 ** slotBits).fill(NOTHING);
    this.#pieces = new Int16Array(2 ** slotBits).fill(NOTHING);
    this.#shift = 32 - slotBits;
    this.root = this.#edges.length;
    for (const [piece, id] of pieces) this.#insert(piece, id);
  }

  /** The node reached from a node by a code unit, or -1. */
  step(node: number, unit: number): number {
    const edge = (node << this.#unitBits) | (this.#numberOfUnit[unit] as number);
    const slot = this.#find(edge);
    return this.#edges[slot] === edge ? slot : NOTHING;
  }

  /** The id of the piece that ends at a node, or -1. */
  pieceAt(node: number): number {
    return this.#pieces[node] as number;
  }

  #insert(piece: string, id: number): void {
    let node = this.root;
    for (let index = 0; index < piece.length; index++) {
      const edge = (node << this.#unitBits) | (this.#numberOfUnit[piece.charCodeAt(index)] as number);
      node = this.#find(edge);
      this.#edges[node] = edge;
    }
    this.#pieces[node] = id;
  }

  /** The slot of an edge, or the free slot where it would go. */
  #find(edge: number): number {
    const edges = this.#edges;
    const mask = edges.length - 1;
    let slot = Math.imul(edge, HASH_MULTIPLIER) >>> this.#shift;
    while (edges[slot] !== edge && edges[slot] !== NOTHING) slot = (slot + 1) & mask;
    return slot;
  }
}

function countPrefixes(pieces: readonly (readonly [piece: string, id: number])[]): number {
  const prefixes = new Set<string>();
  for (const [piece] of pieces) {
    for (let length = 1; length <= piece.length; length++) prefixes.add(piece.slice(0, length));
  }
  return prefixes.size + 1;
}
