import type { AnswerOf, RecordedAnswer } from '../../../evol/run/recordedAnswer';
import type { Preference } from '../../pairwise/preference';
import type { EvaluationFiles } from '../../run/evaluation';
import { answerLines, fastChatId } from '../fastChatFiles';
import { promptName } from '../judgePrompts';
import { needsReference } from '../questions';
import type { StatedPair } from './pairedResult';
import type { Sides } from './sides';

/** FastChat's words for who won. */
const WINNERS: Readonly<Record<Preference, string>> = { a: 'model_1', b: 'model_2', tie: 'tie' };
const NO_WINNER = 'error';

/** In FastChat's layouts, for its own tools. */
export function pairedFiles(
  sides: Sides,
  judge: string,
  stated: readonly StatedPair[],
  answerOf: AnswerOf,
): EvaluationFiles {
  const answers = (['a', 'b'] as const).flatMap((side) => {
    const { name, speaker } = sides[side];
    if (speaker === undefined) return [];
    const said = stated.map(({ question, state }) => ({ question, said: state.said[side] }));
    return [[`model_answer_${side}.jsonl`, answerLines(name, said)] as const];
  });
  const models = { model_1: sides.a.name, model_2: sides.b.name };
  const judgements = stated.flatMap((each) => judgementLines(each, { judge, models }, answerOf));
  return { ...Object.fromEntries(answers), 'model_judgment.jsonl': judgements };
}

/** Of turns with a verdict; nobody said anything where both answers are the same. */
function judgementLines(
  { question, state }: StatedPair,
  { judge, models }: { readonly judge: string; readonly models: object },
  answerOf: AnswerOf,
): object[] {
  return state.turns.flatMap(({ turn, verdict }) => {
    if (verdict === undefined) return [];
    const { aFirst, bFirst } = verdict.verdicts;
    const said = (order: string): RecordedAnswer | undefined => {
      const key = `judge/${question.id}/turn-${turn}/${order}`;
      return answerOf(`${key}/again`) ?? answerOf(key);
    };
    const [first, second] = [said('a-first'), said('b-first')];
    return [
      {
        ...{ question_id: fastChatId(question), ...models, g1_winner: winner(aFirst), g2_winner: winner(bFirst) },
        judge: [judge, promptName('verdict', needsReference(question), turn)],
        ...{ g1_user_prompt: first?.prompt ?? '', g1_judgment: textOf(first) },
        ...{ g2_user_prompt: second?.prompt ?? '', g2_judgment: textOf(second) },
        turn,
      },
    ];
  });
}

function winner(verdict: Preference | null): string {
  return verdict === null ? NO_WINNER : WINNERS[verdict];
}

function textOf(found: RecordedAnswer | undefined): string {
  return found?.answer ?? found?.refusal ?? '';
}
