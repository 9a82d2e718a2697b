import type { Turn } from '../../dataset/conversation';
import { estimatedTokens } from '../../serverClient/tokenEstimate';
import { judgePrompt } from './judgePrompt';
import { complexityPrompt, qualityPrompt } from './promptTemplates';
import { VERDICT_TOKENS } from './verdict';

/** About how many tokens are sent and answered for both scores of a turn. */
export function tokensAsked(turn: Turn, judge: boolean): number {
  if (judge) return estimatedTokens(judgePrompt(turn)) + VERDICT_TOKENS;
  return estimatedTokens(complexityPrompt(turn)) + 1 + estimatedTokens(qualityPrompt(turn)) + 1;
}
