import { DeitaError, isCancelled } from '../common/errors';
import type { ProbeCheck, ProbeFinding, ProbeReport } from '../protocol/serverProbe';

/** Collects findings in the order in which they are made, and tells of each at once. */
export class Findings {
  private readonly found: ProbeFinding[] = [];

  constructor(private readonly onFinding: ((finding: ProbeFinding) => void) | undefined) {}

  ok(check: ProbeCheck, message: string): void {
    this.add({ check, level: 'ok', message });
  }

  warn(check: ProbeCheck, message: string, remedy?: string): void {
    this.add({ check, level: 'warning', message, ...(remedy === undefined ? {} : { remedy }) });
  }

  problem(check: ProbeCheck, message: string, remedy?: string): void {
    this.add({ check, level: 'problem', message, ...(remedy === undefined ? {} : { remedy }) });
  }

  /**
   * A request failed: a problem, unless it was a cancellation.
   * @throws whatever is no `DeitaError`, and `cancelled`
   */
  failed(check: ProbeCheck, error: unknown): void {
    if (isCancelled(error) || !(error instanceof DeitaError)) throw error;
    this.problem(check, error.message, error.hint);
  }

  report(models: readonly string[], textsPerSecond: number | null): ProbeReport {
    return {
      usable: this.found.every(({ level }) => level !== 'problem'),
      findings: this.found,
      textsPerSecond,
      models,
    };
  }

  private add(finding: ProbeFinding): void {
    this.found.push(finding);
    this.onFinding?.(finding);
  }
}
