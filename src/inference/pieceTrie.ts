/** Multiplier of Fibonacci hashing: 2^32 divided by the golden ratio. */
const HASH_MULTIPLIER = 0x9e3779b1;

const ROOT = 0;
const NO_NODE = -1;

/**
 * A trie over UTF-16 code units in flat arrays. Edges lie in one open-addressed hash table keyed by (node, code unit),
 * which keeps a step to about one memory access whatever the size of the alphabet.
 */
export class PieceTrie {
  /** Alternately an edge's source node (-1 = free slot), its code unit, and its target node. */
  readonly #edges: Int32Array;
  readonly #shift: number;
  readonly #pieceOfNode: Int32Array;
  #nodes = 1;

  constructor(pieces: Iterable<readonly [piece: string, id: number]>) {
    const entries = [...pieces];
    const units = entries.reduce((sum, [piece]) => sum + piece.length, 1);
    const sizeLog2 = Math.ceil(Math.log2(2 * units));
    this.#edges = new Int32Array(3 * 2 ** sizeLog2).fill(NO_NODE);
    this.#shift = 32 - sizeLog2;
    this.#pieceOfNode = new Int32Array(units + 1).fill(-1);
    for (const [piece, id] of entries) this.#insert(piece, id);
  }

  get root(): number {
    return ROOT;
  }

  /** The node reached from a node by a code unit, or -1. */
  step(node: number, unit: number): number {
    return this.#edges[this.#slot(node, unit) + 2] ?? NO_NODE;
  }

  /** The id of the piece that ends at a node, or -1. */
  pieceAt(node: number): number {
    return this.#pieceOfNode[node] ?? -1;
  }

  #insert(piece: string, id: number): void {
    let node = ROOT;
    for (let index = 0; index < piece.length; index++) node = this.#stepOrGrow(node, piece.charCodeAt(index));
    this.#pieceOfNode[node] = id;
  }

  #stepOrGrow(node: number, unit: number): number {
    const slot = this.#slot(node, unit);
    const known = this.#edges[slot + 2] ?? NO_NODE;
    if (known !== NO_NODE) return known;
    const added = this.#nodes++;
    this.#edges.set([node, unit, added], slot);
    return added;
  }

  /** Where the edge is, or the free slot where it would go. The table is at most half full, so a free slot exists. */
  #slot(node: number, unit: number): number {
    const edges = this.#edges;
    let slot = 3 * (Math.imul((node << 16) ^ node ^ unit, HASH_MULTIPLIER) >>> this.#shift);
    while (edges[slot] !== NO_NODE && (edges[slot] !== node || edges[slot + 1] !== unit)) {
      slot += 3;
      if (slot === edges.length) slot = 0;
    }
    return slot;
  }
}
