import { isKept } from '../../../evol/chain/chainState';
import { statusOf } from '../../../evol/inspect/runStatus';
import { inEnglish } from '../../../messages/wording';
import { spokenWords } from '../../../wording/errorText';
import { formatScore } from '../../../wording/numbers';
import type { Command } from '../../command';
import { RUN_OPTION, runFolder } from './runOption';
import { describeStatus } from './runText';
import type { InspectedChain, InspectedRun, InspectedVariant } from '../../../evol/types';

export const evolInspect: Command = {
  name: 'evol inspect',
  summary: 'Lists the chains of an annotation run: variants, scores by order, agreement, failures',
  argument: 'none',
  options: RUN_OPTION,
  async run({ values, engine, call }) {
    const folder = runFolder(values, 'deita evol inspect');
    const inspected = await engine().request('evol/inspect', { folder }, call);
    return {
      document: documentOf(inspected),
      text: [...describeStatus(statusOf(inspected)), ...inspected.chains.map(describeChain)].join('\n'),
    };
  },
};

/** In documents what is said is English, whatever the reader's language. */
function documentOf(run: InspectedRun) {
  return {
    ...run,
    chains: run.chains.map((chain) => ({ ...inEnglishAlone(chain), variants: chain.variants.map(inEnglishAlone) })),
  };
}

function inEnglishAlone<T extends Pick<InspectedChain, 'problem' | 'dropped'>>(told: T) {
  const { problem, dropped } = told;
  return {
    ...told,
    ...(problem === undefined ? {} : { problem: inEnglish(problem) }),
    ...(dropped === undefined ? {} : { dropped: inEnglish(dropped) }),
  };
}

function describeChain(chain: InspectedChain): string {
  const { id, variants, problem, dropped, kendall } = chain;
  const state = dropped === undefined ? (chain.done ? '' : ', not done') : `, dropped ${spokenWords(dropped)}`;
  const order = kendall === null ? '' : `, Kendall ${formatScore(kendall)}`;
  return [
    `\n${id}${state}${order}${problem === undefined ? '' : `: ${spokenWords(problem)}`}`,
    ...variants.map(describeVariant),
  ].join('\n');
}

const SHOWN_CHARACTERS = 90;

function describeVariant(variant: InspectedVariant): string {
  const { step, method, text, score, scores, dropped } = variant;
  const line = text.replace(/\s+/g, ' ');
  const shown = line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
  const given = isKept(variant) ? formatScore(score ?? undefined) : `dropped: ${spokenWords(dropped ?? '')}`;
  const byOrder = scores.length === 0 ? '' : ` (${scores.map((one) => formatScore(one ?? undefined)).join(', ')})`;
  return `  ${step} ${method ?? 'original'}  ${given}${byOrder}  ${shown}`;
}
