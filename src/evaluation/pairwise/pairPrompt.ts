import { fillPrompt } from '../../evol/prompts/promptTexts';

/** The outputs stand between markers, so that nothing in them is taken for the rules or for the other output. */
export const PAIR_TEMPLATE = `Below are an instruction and two answers to it, A and B. Which of them serves the one who gave the instruction better?
Go by whether an answer does what was asked, whether what it says is right, and how clear and useful it is. Length by itself counts for nothing, in either direction, and neither does the order of the answers.
Say in at most three sentences what decides it. Then end with your verdict on a line of its own: [[A]] if answer A is better, [[B]] if answer B is better, [[tie]] if neither is.

<<<INSTRUCTION
{instruction}
INSTRUCTION>>>
<<<ANSWER A
{a}
ANSWER A>>>
<<<ANSWER B
{b}
ANSWER B>>>`;

/** @param first the output that stands first, as A */
export function pairPrompt(instruction: string, first: string, second: string): string {
  return fillPrompt(PAIR_TEMPLATE, { instruction, a: first, b: second });
}
