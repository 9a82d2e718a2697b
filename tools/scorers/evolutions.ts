import type { Random } from '../../src/common/random';

/** Added demands, one sentence each; written for training. `{n}` is replaced by a small number. */
const ADDED_DEMANDS: readonly string[] = [
  'Use no more than {n} sentences.',
  'Include at least {n} concrete examples.',
  'Do not use the letter "e" in the title.',
  'Write in the tone of a weary sea captain.',
  'Explain the reasoning behind each step.',
  'Present the result as a table with {n} columns.',
  'Compare it with the most common alternative and justify which one is better.',
  'Mention one limitation and how it could be overcome.',
  'Each paragraph must start with a question.',
  'Assume that the reader has no prior knowledge of the subject.',
  'Finish with a summary of exactly {n} words.',
  'Avoid technical terms.',
  'Support every claim with evidence or a source.',
  'Consider the ethical implications as well.',
  'Return the answer as valid JSON with the keys "answer" and "confidence".',
  'Also discuss how the answer changes when the budget is cut by {n}0 percent.',
  'Take into account that the audience is under {n}0 years old.',
  'Number every point and order them by importance.',
  'Analyze at least two edge cases and how they are handled.',
  'Make sure that no word is used more than {n} times.',
  'Additionally, derive the time complexity of the approach.',
  'Write it as a dialogue between two experts who disagree.',
  'Use only the present tense.',
  'Give a counterargument and respond to it.',
];

const ADDED_DEMANDS_CHINESE: readonly string[] = [
  '不要超过{n}句话。',
  '至少给出{n}个具体例子。',
  '请解释每一步的理由。',
  '用包含{n}列的表格呈现结果。',
  '与最常见的替代方案比较，并说明哪个更好。',
  '请指出一个局限以及如何克服。',
  '每一段必须以问题开头。',
  '假设读者没有任何相关背景知识。',
  '最后用不超过{n}0个字总结。',
  '避免使用专业术语。',
  '同时考虑伦理方面的影响。',
  '分析至少两种边界情况。',
];

const ADDED_DEMANDS_KOREAN: readonly string[] = [
  '{n}문장을 넘지 마세요.',
  '구체적인 예를 {n}개 이상 들어 주세요.',
  '각 단계의 이유를 설명해 주세요.',
  '결과를 {n}열의 표로 정리해 주세요.',
  '가장 흔한 대안과 비교하고 어느 쪽이 나은지 근거를 밝혀 주세요.',
  '한계를 하나 들고 어떻게 극복할 수 있는지 써 주세요.',
  '모든 문단은 질문으로 시작해야 합니다.',
  '독자가 배경지식이 전혀 없다고 가정하세요.',
  '마지막에 {n}0자 이내로 요약해 주세요.',
  '전문 용어는 쓰지 마세요.',
  '윤리적인 영향도 함께 고려해 주세요.',
  '예외 상황을 두 가지 이상 분석해 주세요.',
];

const HANGUL = /\p{Script=Hangul}/u;
const CHINESE = /\p{Script=Han}/u;

/** The instruction with one more demand after another: `steps` texts, each adding one demand to the one before. */
export function evolve(instruction: string, steps: number, random: Random): string[] {
  const demands = random.shuffled(demandsFor(instruction)).slice(0, steps);
  const texts: string[] = [];
  let text = instruction.trimEnd();
  for (const demand of demands) {
    text = addDemand(text, demand.replaceAll('{n}', String(2 + random.below(8))));
    texts.push(text);
  }
  return texts;
}

function demandsFor(instruction: string): readonly string[] {
  if (HANGUL.test(instruction)) return ADDED_DEMANDS_KOREAN;
  return CHINESE.test(instruction) ? ADDED_DEMANDS_CHINESE : ADDED_DEMANDS;
}

/** A demand follows the first line, which states the task, so that material below it stays last. */
function addDemand(text: string, demand: string): string {
  const lineEnd = text.indexOf('\n');
  const task = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const rest = lineEnd < 0 ? '' : text.slice(lineEnd);
  const stop = /[.!?:。！？：]\s*$/.test(task) ? '' : CHINESE.test(task) ? '。' : '.';
  return `${task.trimEnd()}${stop}${CHINESE.test(task) ? '' : ' '}${demand}${rest}`;
}

/** The same task with more material to apply it to. */
export function pasteMaterial(instruction: string, material: string, random: Random): string {
  const shape = random.below(4);
  if (shape === 0) return `${instruction}\n\n${material}`;
  if (shape === 1) return `${instruction}\n\n"${material.replaceAll('"', "'")}"`;
  if (shape === 2) return `${instruction}\n\n\`\`\`\n${material}\n\`\`\``;
  return `${material}\n\n${instruction}`;
}
