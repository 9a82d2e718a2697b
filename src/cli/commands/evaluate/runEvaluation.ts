import path from 'node:path';
import { weighed } from '../../../evaluation/run/weighed';
import type { EvaluateRequest, EvaluateSummary, EvaluationOf } from '../../../protocol/evaluation';
import { spokenWords } from '../../../wording/errorText';
import { formatCost } from '../../../wording/numbers';
import { agreeToRest, CAP_NAMES, concurrencyOf, STOPPED } from '../../cappedRun';
import type { CommandResult, Session } from '../../command';
import { giveKeysFor } from '../../serverKeys';
import { requiredOption, usageError } from '../../values';
import type { Counted } from './counted';
import { spendingOf, type Spending } from './evaluateOptions';
import { describeResult, describeSpent, resultDocument } from './resultText';

/** Begins or goes on with an evaluation: the pilot, then, where that is agreed to, the rest. */
export async function runEvaluation(
  session: Session,
  command: string,
  evaluation: EvaluationOf,
  items: Counted,
): Promise<CommandResult> {
  const { values } = session;
  const { answer, opponent, judge } = evaluation.models;
  const answering = [answer, opponent].filter((model) => model !== undefined);
  const spending = spendingOf(values, answering.length > 0);
  const folder = path.resolve(requiredOption(values, 'output', command, 'DIR'));
  const concurrency = concurrencyOf(values);
  await giveKeysFor(session, [
    { baseUrl: judge.baseUrl, role: 'judge' },
    ...answering.map(({ baseUrl }) => ({ baseUrl, role: 'language' as const })),
  ]);
  await checkEstimate(session, { ...evaluation, folder }, spending);
  const { prices, caps } = spending;
  const request: Omit<EvaluateRequest, 'part'> = {
    ...evaluation,
    ...{ folder, caps },
    ...(prices === null ? {} : { weights: prices }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
  const run = (part: EvaluateRequest['part']): Promise<EvaluateSummary> =>
    session.engine().request('evaluate/run', { ...request, part }, session.call);
  let summary = await run('pilot');
  if (summary.complete && summary.rest.items > 0) {
    const { result, rest } = summary;
    await agreeToRest(session, {
      lines: [
        'Pilot:',
        ...describeResult(result),
        `The other ${items(rest.items)} will take ${describeSpent(rest, prices)}.`,
      ],
      deed: 'judge the rest',
      refused: 'Only the pilot was judged; --yes judges the rest.',
    });
    summary = await run('all');
  }
  return report(folder, summary, spending, items);
}

/** @throws DeitaError `usage` when an evaluation that is not begun is estimated to cost more than allowed */
async function checkEstimate(
  session: Session,
  evaluation: EvaluationOf & Pick<EvaluateRequest, 'folder'>,
  { prices, maxCost }: Spending,
): Promise<void> {
  if (prices === null || maxCost === null) return;
  const { tokens, begun } = await session.engine().request('evaluate/estimate', evaluation, session.call);
  const cost = weighed(tokens, prices) / 1e6;
  if (begun || cost <= maxCost) return;
  throw usageError(`The estimated cost of ${formatCost(cost)} is above --max-cost ${maxCost}; nothing was asked.`);
}

function report(
  folder: string,
  { result, spent, stoppedBy, left, failure }: EvaluateSummary,
  { prices }: Spending,
  items: Counted,
): CommandResult {
  const notes = [
    `Asked so far: ${describeSpent(spent, prices)}.`,
    ...(stoppedBy === undefined ? [] : [STOPPED[stoppedBy]]),
    ...(left === 0
      ? []
      : [`Left for the next run: ${items(left)}. ${failure === undefined ? '' : spokenWords(failure)}`]),
  ];
  return {
    document: {
      output: folder,
      ...resultDocument(result),
      ...spent,
      ...(prices === null ? {} : { cost: weighed(spent.tokens, prices) / 1e6 }),
      ...(stoppedBy === undefined ? {} : { stoppedBy: CAP_NAMES[stoppedBy] }),
      ...(left === 0 ? {} : { left }),
    },
    text: [...describeResult(result), ...notes].join('\n'),
    failed: !result.complete,
  };
}
