import { DeitaError } from '../../../common/errors';
import type { AnnotateRequest, AnnotateSummary } from '../../../protocol/annotation';
import { formatCost, plural } from '../../../wording/numbers';
import { spokenWords } from '../../../wording/errorText';
import { agreeToRest, CAP_NAMES, STOPPED } from '../../cappedRun';
import type { Command, CommandResult, Session } from '../../command';
import { serverKeys } from '../../serverKeys';
import { usageError } from '../../values';
import { openDataset } from '../openDataset';
import { ANNOTATE_OPTIONS, annotateChoices, type AnnotateChoices } from './annotateOptions';
import { RUN_OPTION, runFolder } from './runOption';
import { describeSpent, describeStatus } from './runText';
import { chains } from '../../../wording/counts';

export const evolAnnotate: Command = {
  name: 'evol annotate',
  summary: 'Evolves a sample of rows by a chat model and has the variants ranked and scored together',
  options: { ...RUN_OPTION, ...ANNOTATE_OPTIONS },
  async run(session) {
    const choices = annotateChoices(session.values);
    const folder = runFolder(session.values, 'deita evol annotate');
    const annotation = new Annotation(session, choices, folder, (await openDataset(session)).datasetId);
    return annotation.run();
  },
};

class Annotation {
  constructor(
    private readonly session: Session,
    private readonly choices: AnnotateChoices,
    private readonly folder: string,
    private readonly datasetId: string,
  ) {}

  async run(): Promise<CommandResult> {
    const { session, choices } = this;
    const use = { baseUrl: choices.models.baseUrl, role: 'judge' } as const;
    for (const key of serverKeys(session, [use])) await session.engine().request('credentials/set', key);
    await this.checkEstimate();
    let summary = await this.annotate('pilot');
    if (summary.complete && summary.rest.chains > 0) {
      await this.agree(summary);
      summary = await this.annotate('all');
    }
    return this.report(summary);
  }

  private annotate(part: AnnotateRequest['part']): Promise<AnnotateSummary> {
    const { session, choices, folder, datasetId } = this;
    const { plan, models, caps } = choices;
    return session.engine().request('evol/annotate', { datasetId, folder, plan, models, caps, part }, session.call);
  }

  /** @throws DeitaError `usage` when a run that is not begun is estimated to cost more than allowed */
  private async checkEstimate(): Promise<void> {
    const { session, choices, datasetId } = this;
    const { price, maxCost, plan } = choices;
    if (price === null || maxCost === null || (await this.isBegun())) return;
    const { tokens } = await session.engine().request('evol/estimate', { datasetId, plan }, session.call);
    const cost = (tokens / 1e6) * price;
    if (cost <= maxCost) return;
    throw usageError(
      `The estimated cost of ${formatCost(cost)} is above --max-cost ${maxCost}; nothing was asked. Take fewer --seeds.`,
    );
  }

  private async isBegun(): Promise<boolean> {
    try {
      await this.session.engine().request('evol/run', { folder: this.folder }, this.session.call);
      return true;
    } catch (error) {
      if (error instanceof DeitaError && error.code === 'fileNotFound') return false;
      throw error;
    }
  }

  /**
   * Shows what the pilot found and what the rest will take, and goes on only when that is agreed to.
   * @throws DeitaError `usage`
   */
  private async agree({ status, rest }: AnnotateSummary): Promise<void> {
    const needed = describeSpent(rest, this.choices.price);
    const others = plural(rest.chains, { one: 'The other chain', other: `The other ${chains(rest.chains)}` });
    await agreeToRest(this.session, {
      lines: ['Pilot:', ...describeStatus(status), `${others} will take ${needed}.`],
      deed: 'annotate the rest',
      refused: 'Only the pilot was annotated; --yes annotates the rest.',
    });
  }

  private report({ status, left, failure, stoppedBy }: AnnotateSummary): CommandResult {
    const { price } = this.choices;
    const notes = [
      ...(price === null ? [] : [`Cost so far: ${formatCost((status.tokens / 1e6) * price)}.`]),
      ...(stoppedBy === undefined ? [] : [STOPPED[stoppedBy]]),
      ...(left === 0
        ? []
        : [
            `${chains(left)} ${plural(left, { one: 'was', other: 'were' })} left for the next run: ${failure === undefined ? '' : spokenWords(failure)}`,
          ]),
    ];
    return {
      document: {
        run: this.folder,
        ...status,
        ...(stoppedBy === undefined ? {} : { stoppedBy: CAP_NAMES[stoppedBy] }),
      },
      text: [...describeStatus(status), ...notes].join('\n'),
      failed: status.done < status.chains,
    };
  }
}
