import type { Turn } from '../../dataset/conversation';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import { NODE_QUESTION, tagQuestion, type JudgeQuestion } from './judgeQuestions';
import { ratingPrompt } from './ratingAsker';
import { TAG_VOCABULARY } from './tagVocabulary';
import { contextOf } from './turnValuer';

/** As runs name what they ask about turns. */
type TurnQuestion = 'given' | 'alone' | 'tags' | 'nodes' | 'rating';

/** @param vocabulary undefined = our own */
export function judgeQuestion(
  question: 'tags' | 'nodes',
  vocabulary: readonly string[] = TAG_VOCABULARY,
): JudgeQuestion {
  return question === 'tags' ? tagQuestion(vocabulary) : NODE_QUESTION;
}

/** What of a turn an answer depends on: turns that share it share the answer. */
export function textsAskedAbout(question: TurnQuestion, turn: Turn): readonly string[] {
  if (question === 'given') return [contextOf(turn), turn.response];
  if (question === 'rating') return [turn.instruction, turn.response];
  return question === 'alone' ? [turn.response] : [turn.instruction];
}

/** About how many tokens a server is sent and answers with, for one turn. */
export function tokensAskedAbout(question: TurnQuestion, turn: Turn, vocabulary?: readonly string[]): number {
  if (question === 'alone') return estimatedTokens(turn.response) + 1;
  // The context is asked about by itself, too.
  if (question === 'given') return 2 * estimatedTokens(contextOf(turn)) + estimatedTokens(turn.response) + 2;
  if (question === 'rating') return estimatedTokens(ratingPrompt(turn)) + 1;
  const { promptOf, answerTokens } = judgeQuestion(question, vocabulary);
  return estimatedTokens(promptOf(turn.instruction)) + answerTokens;
}
