import { DeitaError, isCancelled } from '../common/errors';
import type { ProbeCheck, ProbeFinding, ProbeReport } from '../protocol/serverProbe';
import { inWordsOfLogs, type SaidArguments } from '../messages/say';
import type { FindingId } from '../messages/findings';

/** Collects findings in the order in which they are made, and tells of each at once. */
export class Findings {
  private readonly found: ProbeFinding[] = [];

  constructor(private readonly onFinding: ((finding: ProbeFinding) => void) | undefined) {}

  ok<Id extends FindingId>(check: ProbeCheck, id: Id, ...args: SaidArguments<Id>): void {
    this.add({ check, level: 'ok', ...findingOf(id, args) });
  }

  warn<Id extends FindingId>(check: ProbeCheck, id: Id, ...args: SaidArguments<Id>): void {
    this.add({ check, level: 'warning', ...findingOf(id, args) });
  }

  problem<Id extends FindingId>(check: ProbeCheck, id: Id, ...args: SaidArguments<Id>): void {
    this.add({ check, level: 'problem', ...findingOf(id, args) });
  }

  /**
   * A request failed: a problem, unless it was a cancellation.
   * @throws whatever is no `DeitaError`, and `cancelled`
   */
  failed(check: ProbeCheck, error: unknown): void {
    if (isCancelled(error) || !(error instanceof DeitaError)) throw error;
    const { message, hint, said } = error;
    this.add({ check, level: 'problem', message, ...withRemedy(hint), ...(said === undefined ? {} : { said }) });
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

function findingOf<Id extends FindingId>(id: Id, args: SaidArguments<Id>): Omit<ProbeFinding, 'check' | 'level'> {
  const { message, hint, said } = inWordsOfLogs(id, ...args);
  return { message, ...withRemedy(hint), said };
}

function withRemedy(remedy: string | undefined): Pick<ProbeFinding, 'remedy'> {
  return remedy === undefined ? {} : { remedy };
}
