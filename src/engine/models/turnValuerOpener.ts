import {
  serversOfUse,
  type JudgeChoice,
  type JudgeQuestionName,
  type ServedSignalModel,
} from '../../choices/signalModels';
import { judgeQuestion } from '../../scoring/turnValues/askedTexts';
import { openJudgeValueAsker } from '../../scoring/turnValues/judgeValueAsker';
import { LIKELIHOOD_VERSION, openLikelihoodAsker } from '../../scoring/turnValues/likelihoodAsker';
import { openRatingAsker, RATING_VERSION } from '../../scoring/turnValues/ratingAsker';
import { servedIdentity, ServedValuer } from '../../scoring/turnValues/servedValuer';
import type { TurnValuer } from '../../scoring/turnValues/turnValuer';
import type { Requester } from '../../serverClient/serverClient';
import type { Opener, OpenerContext } from './opener';
import { keyed, serverOf } from './serverOpeners';

/** A question to a model behind a server. */
export type ServedUse =
  | { readonly question: 'given' | 'alone'; readonly model: ServedSignalModel }
  | { readonly question: JudgeQuestionName; readonly model: JudgeChoice };

/** What signals are made by: each question to each model. Opening one says nothing to its server. */
export const SERVED_VALUER: Opener<ServedUse, TurnValuer> = {
  keyOf: (use, { credentials }) => keyed(use, serversOfUse(use), credentials),
  open: (use, context) => {
    const { question, model } = use;
    const isJudged = question !== 'given' && question !== 'alone';
    return Promise.resolve(isJudged ? judge(question, model, context) : likelihood(question, model, context));
  },
};

function judge(question: JudgeQuestionName, choice: JudgeChoice, { credentials }: OpenerContext): TurnValuer {
  const { baseUrl, model, concurrency, vocabulary } = choice;
  const server = (): Requester => serverOf({ baseUrl, role: 'judge' }, credentials, concurrency);
  if (question === 'rating') {
    return new ServedValuer(servedIdentity(model, question, RATING_VERSION), (signal) =>
      openRatingAsker(server(), model, signal),
    );
  }
  const asked = judgeQuestion(question, vocabulary);
  return new ServedValuer(servedIdentity(model, question, asked.version), (signal) =>
    openJudgeValueAsker(server(), model, asked, signal),
  );
}

function likelihood(
  question: 'given' | 'alone',
  { baseUrl, model, concurrency }: ServedSignalModel,
  { credentials }: OpenerContext,
): TurnValuer {
  return new ServedValuer(servedIdentity(model, question, LIKELIHOOD_VERSION), (signal) =>
    openLikelihoodAsker(serverOf({ baseUrl, role: 'language' }, credentials, concurrency), model, question, signal),
  );
}
