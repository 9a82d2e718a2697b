import type { LikelihoodValue, TurnValue } from '../../scoring/turnValues/turnValuer';
import type { ModelSignal } from './signalSource';

/** exp of the mean negative log-likelihood over the tokens of all turns' responses, given their instructions. */
export const PERPLEXITY: ModelSignal = { combine: ({ given = [] }) => perplexityOf(given) };

/** Given the instructions, over alone: low where an instruction makes its response easy to foresee. */
export const IFD: ModelSignal = {
  combine: ({ given = [], alone = [] }) => {
    const [withInstruction, without] = [perplexityOf(given), perplexityOf(alone)];
    return withInstruction === undefined || without === undefined ? undefined : withInstruction / without;
  },
};

/** Those of all turns, each once. */
export const TAGS: ModelSignal = {
  combine: ({ tags = [] }) => {
    const lists = tags.map(valueOf).filter((value): value is readonly string[] => Array.isArray(value));
    return lists.length === 0 || lists.length < tags.length ? undefined : [...new Set(lists.flat())];
  },
};

export const INSTRUCTION_NODES: ModelSignal = { combine: ({ nodes = [] }) => sumOf(nodes) };

/** The mean over the turns: a long conversation is not the better one. */
export const RATING_EXPECTATION: ModelSignal = {
  combine: ({ rating = [] }) => {
    const sum = sumOf(rating);
    return sum === undefined ? undefined : sum / rating.length;
  },
};

/** What a judge's scorer gives. */
export const DIRECT_SCORE: ModelSignal = { combine: () => undefined };

/** @returns undefined unless every turn has a number */
function sumOf(turns: readonly TurnValue[]): number | undefined {
  const numbers = turns.map(valueOf).filter((value) => typeof value === 'number');
  if (numbers.length === 0 || numbers.length < turns.length) return undefined;
  return numbers.reduce((sum, value) => sum + value, 0);
}

/** @returns undefined unless every turn has a likelihood: of a part of the row it would be another value */
function perplexityOf(turns: readonly TurnValue[]): number | undefined {
  const known = turns.map(valueOf).filter(isLikelihood);
  if (known.length === 0 || known.length < turns.length) return undefined;
  const logProbability = known.reduce((sum, turn) => sum + turn.logProbability, 0);
  const tokens = known.reduce((sum, turn) => sum + turn.tokens, 0);
  return Math.exp(-logProbability / tokens);
}

function valueOf(turn: TurnValue): Extract<TurnValue, { readonly value: unknown }>['value'] | undefined {
  return 'value' in turn ? turn.value : undefined;
}

function isLikelihood(value: ReturnType<typeof valueOf>): value is LikelihoodValue {
  return typeof value === 'object' && 'logProbability' in value;
}
