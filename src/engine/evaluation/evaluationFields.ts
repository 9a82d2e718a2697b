import { originOf } from '../../common/baseUrl';
import type { EvaluateRequest, EvaluationOf } from '../../protocol/evaluation';
import type { BegunSheet } from '../../evaluation/people/types';
import type { OfSheet, SheetVote } from '../../protocol/people';
import type { LogFields } from '../../protocol/log';

/** What the log holds of the parameters of evaluations: neither texts nor keys. */
export const EVALUATION_PARAMS = {
  'evaluate/estimate': (request: EvaluationOf & { readonly folder: string }): LogFields => fieldsOf(request),
  'evaluate/experiments': ({ folder }: { readonly folder: string }): LogFields => ({ folder }),
  'evaluate/lmEval': ({ folder }: { readonly folder: string }): LogFields => ({ folder }),
  'evaluate/run': ({ caps, part, ...request }: EvaluateRequest): LogFields => ({
    ...fieldsOf(request),
    mostRequests: caps.requests,
    mostTokens: caps.tokens,
    part,
  }),
  // Not the files of outputs: they are named after their models, which those who judge are not to know.
  'people/begin': ({ folder, seed, count }: BegunSheet): LogFields => ({ folder, seed, count }),
  'people/overview': ({ folder }: OfSheet): LogFields => ({ folder }),
  'people/votes': ({ folder }: OfSheet): LogFields => ({ folder }),
  'people/item': ({ folder, item }: OfSheet & { readonly item: number }): LogFields => ({ folder, item }),
  'people/vote': ({ folder, item }: SheetVote): LogFields => ({ folder, item }),
  'people/result': ({ folder }: OfSheet): LogFields => ({ folder }),
  'people/export': ({ folder, outputPath }: OfSheet & { readonly outputPath: string }): LogFields => ({
    folder,
    outputPath,
  }),
};

function fieldsOf({ plan, models, folder }: EvaluationOf & { readonly folder: string }): LogFields {
  const { answer, opponent, judge } = models;
  return {
    ...{ folder, ...plan },
    judge: judge.model,
    judgeServer: originOf(judge.baseUrl),
    ...(answer === undefined ? {} : { model: answer.model, server: originOf(answer.baseUrl) }),
    ...(opponent === undefined ? {} : { opponent: opponent.model, opponentServer: originOf(opponent.baseUrl) }),
  };
}
