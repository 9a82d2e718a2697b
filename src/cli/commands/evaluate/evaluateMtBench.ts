import path from 'node:path';
import { DEFAULT_MAX_TOKENS } from '../../../evaluation/types';
import type { Command } from '../../command';
import { FROM_ONE, integerOption, requiredOption, textOption } from '../../values';
import { QUESTIONS } from './counted';
import { JUDGE_OPTIONS, judgeOf, servedModel } from './evaluateOptions';
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
      help: 'judge_prompts.jsonl; those of single answers are used',
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
    ...JUDGE_OPTIONS,
  },
  run(session) {
    const { values } = session;
    const file = (name: string): string => path.resolve(requiredOption(values, name, `deita ${NAME}`, 'FILE'));
    const references = textOption(values, 'references');
    const plan = {
      kind: 'mt-bench',
      questions: file('questions'),
      judgePrompts: file('judge-prompts'),
      references: references === undefined ? null : path.resolve(references),
      maxTokens: integerOption(values, 'max-tokens', DEFAULT_MAX_TOKENS, FROM_ONE),
    } as const;
    const models = {
      answer: servedModel(values, `deita ${NAME}`, { url: 'base-url', model: 'model' }),
      judge: judgeOf(values, `deita ${NAME}`),
    };
    return runEvaluation(session, `deita ${NAME}`, { plan, models }, QUESTIONS);
  },
};
