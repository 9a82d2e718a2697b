/** What some work cost. */
export interface Cost {
  /** User and system time of all threads of this process: on a busy machine it says more than the clock. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

export async function costOf<T>(work: () => Promise<T> | T): Promise<Cost & { readonly result: T }> {
  const [cpuBefore, wallBefore] = [process.cpuUsage(), performance.now()];
  const result = await work();
  return { result, cpuMs: cpuMsSince(cpuBefore), wallMs: performance.now() - wallBefore };
}

/** The cost alone of what has one. */
export function costIn({ cpuMs, wallMs }: Cost): Cost {
  return { cpuMs, wallMs };
}

export function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a part `q` of the values lies. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
