import path from 'node:path';
import { DEFAULT_MAX_TOKENS } from '../../../evaluation/types';
import type { EvaluationOf } from '../../../protocol/evaluation';
import type { Command, OptionValues } from '../../command';
import { FROM_ONE, integerOption, requiredOption, textOption, usageError } from '../../values';
import { QUESTIONS } from './counted';
import { JUDGE_OPTIONS, judgeOf, servedModel } from './evaluateOptions';
import { comparedModels, OPPONENT_OPTIONS } from './opponentOptions';
import { runEvaluation } from './runEvaluation';

const NAME = 'evaluate mt-bench';
export const evaluateMtBench: Command = {
  name: NAME,
  summary: "Has a served model answer questions of several turns, and a judge rate the answers (FastChat's files)",
  argument: 'none',
  options: {
    questions: { type: 'string', placeholder: 'FILE', help: 'question.jsonl: question_id, category, turns' },
    'judge-prompts': {
      type: 'string',
      placeholder: 'FILE',
      help: 'judge_prompts.jsonl; those of single answers are used,\nwith --pairwise those of pairs',
    },
    references: {
      type: 'string',
      placeholder: 'FILE',
      help: 'reference answers, which maths, reasoning and coding need',
    },
    'base-url': { type: 'string', placeholder: 'URL', help: 'the server of the model that is judged' },
    model: { type: 'string', placeholder: 'NAME', help: 'that model, as the server names it' },
    'max-tokens': {
      type: 'string',
      placeholder: 'N',
      help: `longest answer of it, in tokens (default ${DEFAULT_MAX_TOKENS})`,
    },
    ...OPPONENT_OPTIONS,
    ...JUDGE_OPTIONS,
  },
  run(session) {
    return runEvaluation(session, `deita ${NAME}`, evaluationOf(session.values), QUESTIONS);
  },
};

function evaluationOf(values: OptionValues): EvaluationOf {
  const command = `deita ${NAME}`;
  const file = (name: string): string => path.resolve(requiredOption(values, name, command, 'FILE'));
  const references = textOption(values, 'references');
  const files = {
    questions: file('questions'),
    judgePrompts: file('judge-prompts'),
    references: references === undefined ? null : path.resolve(references),
    maxTokens: integerOption(values, 'max-tokens', DEFAULT_MAX_TOKENS, FROM_ONE),
  };
  if (values.pairwise === true) {
    const { plan, models } = comparedModels(values, `${command} --pairwise`);
    return {
      plan: { kind: 'mt-bench-pairwise', ...files, ...plan },
      models: { ...models, judge: judgeOf(values, command) },
    };
  }
  const stray = Object.keys(OPPONENT_OPTIONS).find((name) => values[name] !== undefined && values[name] !== false);
  if (stray !== undefined) throw usageError(`--${stray} needs --pairwise.`);
  const answer = servedModel(values, command, { url: 'base-url', model: 'model' });
  return { plan: { kind: 'mt-bench', ...files }, models: { answer, judge: judgeOf(values, command) } };
}
