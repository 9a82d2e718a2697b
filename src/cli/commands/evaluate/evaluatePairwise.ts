import path from 'node:path';
import type { Command } from '../../command';
import { requiredOption } from '../../values';
import { PAIRS } from './counted';
import { JUDGE_OPTIONS, judgeOf } from './evaluateOptions';
import { runEvaluation } from './runEvaluation';

const NAME = 'evaluate pairwise';

export const evaluatePairwise: Command = {
  name: NAME,
  summary: "Has the outputs of two models judged against each other, in both orders (AlpacaEval's files)",
  argument: 'none',
  options: {
    a: { type: 'string', placeholder: 'FILE', help: 'outputs of the model whose win rate is asked for' },
    b: { type: 'string', placeholder: 'FILE', help: 'outputs of the other: records of instruction, output, generator' },
    ...JUDGE_OPTIONS,
  },
  run(session) {
    const file = (name: 'a' | 'b'): string =>
      path.resolve(requiredOption(session.values, name, `deita ${NAME}`, 'FILE'));
    const plan = { kind: 'pairwise', a: file('a'), b: file('b') } as const;
    const models = { judge: judgeOf(session.values, `deita ${NAME}`) };
    return runEvaluation(session, `deita ${NAME}`, { plan, models }, PAIRS);
  },
};
