import type { Agreement, ComparedRow, ScorerComparison } from '../../protocol/scorerComparison';
import { assertBaseUrl } from '../../messages/baseUrl';
import { selectionSentence } from '../../wording/comparisonText';
import { formatCount, formatScore } from '../../wording/numbers';
import type { Command, Session } from '../command';
import { prepareServers } from '../costCheck';
import { COST_OPTIONS } from '../costOptions';
import { NAMED_SCORER_HELP, namedScorer } from '../namedScorer';
import { FROM_ONE, integerOption, requiredOption, textOption } from '../values';
import { openDataset } from './openDataset';

const NAME = 'compare-scorers';
const SHOWN_DISAGREEMENTS = 20;

export const compareScorers: Command = {
  name: NAME,
  summary: 'Says where two scorers agree, on which rows they do not, and what that changes in the selection',
  options: {
    'scorer-a': { type: 'string', placeholder: 'NAME', help: NAMED_SCORER_HELP },
    'scorer-b': { type: 'string', placeholder: 'NAME', help: 'the other one' },
    'base-url': { type: 'string', placeholder: 'URL', help: 'the server that DEITA_API_KEY is for' },
    budget: { type: 'string', placeholder: 'N', help: 'rows of the selections that are compared (default 6000)' },
    ...COST_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const [scorerA, scorerB] = [await scorerFrom(session, 'scorer-a'), await scorerFrom(session, 'scorer-b')];
    const baseUrl = textOption(values, 'base-url');
    if (baseUrl !== undefined) assertBaseUrl(baseUrl);
    const budget = integerOption(values, 'budget', 6000, FROM_ONE);
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { scorer: scorerA }, { scorer: scorerB });
    const request = { datasetId, scorerA, scorerB, budget, disagreements: SHOWN_DISAGREEMENTS };
    const comparison = await engine().request('dataset/compareScorers', request, call);
    return { document: comparison, text: describe(comparison) };
  },
};

function scorerFrom({ io, values }: Session, flag: string) {
  const notice = (text: string): unknown => io.stderr.write(`deita: ${text}\n`);
  return namedScorer(requiredOption(values, flag, `deita ${NAME}`, 'NAME'), flag, notice);
}

function describe({ scorers, complexity, quality, evol, disagreements, selection }: ScorerComparison): string {
  return [
    `A: ${scorers.a.name}, B: ${scorers.b.name}`,
    `complexity  ${measures(complexity)}`,
    `quality     ${measures(quality)}`,
    `evol score  ${measures(evol)}`,
    selectionSentence(selection),
    'They disagree most on:',
    ...disagreements.map(describeRow),
  ].join('\n');
}

function measures({ count, spearman, kendall, meanDifference }: Agreement): string {
  const [rank, pairs] = [spearman, kendall].map((value) => formatScore(value ?? undefined));
  const sign = meanDifference > 0 ? '+' : '';
  return `Spearman ${rank}, Kendall ${pairs}, B − A ${sign}${formatScore(meanDifference)} on average (${formatCount(count)})`;
}

function describeRow({ lineNumber, a, b }: ComparedRow): string {
  const line = `line ${formatCount(lineNumber)}`.padEnd(12);
  return `  ${line} A: rank ${formatCount(a.rank)}, ${formatScore(a.evolScore)}; B: rank ${formatCount(b.rank)}, ${formatScore(b.evolScore)}`;
}
