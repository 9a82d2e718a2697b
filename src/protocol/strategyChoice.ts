import { DEFAULT_STRATEGY, SEED, STRATEGY_NUMBERS, uses } from '../choices/strategies';
import { EVOL, RANDOM, signalsOf, strategyOf, type AnyChoice } from './selection';
import { modelSignal } from './signals';
import { SIGNAL_QUESTIONS, type SignalSupply } from './signalSupply';

/** How a run chooses, beside its budget, its threshold and what scores and embeds. Empty = DEITA as the paper has it. */
export type StrategyChoice = SignalSupply &
  Pick<
    AnyChoice,
    'strategy' | 'rankBy' | 'ascending' | 'seed' | 'alpha' | 'where' | 'quotas' | 'tags' | 'tagEmbeddings' | 'like'
  >;

/**
 * The choice that a run was made by: what differs from the default and has an effect, so that equal choices are equal
 * as JSON.
 * @throws DeitaError `usage` for a signal that does not exist, or a condition that cannot be read
 */
export function choiceOf(run: AnyChoice): StrategyChoice {
  const strategy = strategyOf(run);
  const { rankBy = EVOL, ascending = false, seed = SEED.default, alpha, where, quotas = [] } = run;
  return {
    ...(strategy === DEFAULT_STRATEGY ? {} : { strategy }),
    ...(rankBy === EVOL ? {} : { rankBy }),
    ...(ascending ? { ascending } : {}),
    ...(rankBy === RANDOM && seed !== SEED.default ? { seed } : {}),
    ...(isOther(alpha) && uses(strategy, 'alpha') ? { alpha } : {}),
    ...(where === undefined ? {} : { where }),
    ...(quotas.length === 0 ? {} : { quotas }),
    ...usedTexts(run),
    ...usedSupply(run),
  };
}

export function isSameChoice(one: StrategyChoice, other: StrategyChoice): boolean {
  return JSON.stringify(choiceOf(one)) === JSON.stringify(choiceOf(other));
}

function isOther(alpha: number | null | undefined): alpha is number {
  return alpha !== undefined && alpha !== null && alpha !== STRATEGY_NUMBERS.alpha.default;
}

const TEXTS = ['tags', 'tagEmbeddings', 'like'] as const;

function usedTexts(run: AnyChoice): Pick<StrategyChoice, (typeof TEXTS)[number]> {
  const used = TEXTS.filter((name) => run[name] !== undefined && uses(strategyOf(run), name, run));
  return Object.fromEntries(used.map((name) => [name, run[name]]));
}

/**
 * Which models the signals of a run are made by.
 * @throws DeitaError `usage` for a signal that does not exist, or a condition that cannot be read
 */
export function asksModels(run: AnyChoice): { readonly languageModel: boolean; readonly judge: boolean } {
  const questions = signalsOf(run).flatMap((signal): readonly string[] => {
    const id = modelSignal(signal);
    return id === undefined ? [] : SIGNAL_QUESTIONS[id];
  });
  return {
    languageModel: questions.includes('given'),
    judge: questions.some((question) => question !== 'given' && question !== 'alone'),
  };
}

/** Models and files that a signal of the run is made from. */
function usedSupply(run: AnyChoice): SignalSupply {
  const { join, languageModel, judge } = run;
  const asks = asksModels(run);
  return {
    ...(join !== undefined && signalsOf(run).some(({ kind }) => kind === 'field') ? { join } : {}),
    ...(languageModel !== undefined && asks.languageModel ? { languageModel } : {}),
    ...(judge !== undefined && asks.judge ? { judge } : {}),
  };
}
