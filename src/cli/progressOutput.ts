import { visibleLine } from '../common/visibleText';
import type { JobProgress } from '../protocol/jobProgress';
import { describeProgress, rateAndRest } from '../wording/progressText';
import type { PlainOutput } from './plainOutput';

const SPARSE_MS = 10_000;

/** Progress for people: one line that changes on a terminal, a line now and then in a log. */
export class ProgressOutput {
  private lineShown = false;
  private stage: string | null = null;
  private lastLine = 0;

  /** @param quiet says nothing unless the output is a terminal */
  constructor(
    private readonly output: PlainOutput,
    private readonly quiet: boolean,
    private readonly now: () => number = () => performance.now(),
  ) {}

  show(progress: JobProgress): void {
    const text = visibleLine([describeProgress(progress), ...rateAndRest(progress)].join(' · '));
    if (this.output.isTTY) {
      this.output.eraseLine();
      this.output.write(text.slice(0, this.output.columns - 1));
      this.lineShown = true;
    } else if (!this.quiet && this.isDue(progress)) this.output.write(`${text}\n`);
  }

  /** Takes the changing line away, so that other text can stand in its place. */
  clear(): void {
    if (this.lineShown) this.output.eraseLine();
    this.lineShown = false;
  }

  private isDue({ stage }: JobProgress): boolean {
    const now = this.now();
    if (stage === this.stage && now - this.lastLine < SPARSE_MS) return false;
    this.stage = stage;
    this.lastLine = now;
    return true;
  }
}
