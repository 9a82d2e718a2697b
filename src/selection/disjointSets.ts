/** Union-find over the numbers below `size`; the smallest member names its set. */
export class DisjointSets {
  private readonly parents: Uint32Array;

  constructor(size: number) {
    this.parents = Uint32Array.from({ length: size }, (_, member) => member);
  }

  /** @returns the smallest member of the set */
  find(member: number): number {
    const { parents } = this;
    let root = member;
    while (parents[root] !== root) {
      // Halves the path for the next one to come along.
      const above = parents[parents[root] as number] as number;
      parents[root] = above;
      root = above;
    }
    return root;
  }

  union(a: number, b: number): void {
    const rootA = this.find(a);
    const rootB = this.find(b);
    this.parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
}
