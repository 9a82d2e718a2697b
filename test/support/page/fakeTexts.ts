/** Texts of fake rows: ordinary ones, and ones that try to be more than text. */

const TASKS = [
  'Design a rate limiter for a public API that survives restarts of single nodes and explain the trade-offs you make',
  'Prove that the sum of the first n odd numbers is n squared, once by induction and once without words',
  'Write a short story about a lighthouse keeper who receives letters addressed to the lighthouse',
  'Explain to a ten-year-old why the sky is blue and the sunset is red',
  'Translate the following paragraph into French and keep its slightly ironic tone',
  'Given this table of monthly sales, find the quarter with the largest relative growth and say what may have caused it',
  'Write a SQL query that lists the customers who ordered in every month of last year',
  'Suggest a name for a bakery that sells only things with cardamom',
  'Refactor this function so that it neither allocates nor throws, and add tests for the edge cases',
  'Summarise the argument of the essay below in three sentences, then name its weakest point',
  '다음 문장을 더 공손한 표현으로 바꾸고 그 이유를 설명해 주세요',
  '請用簡單的語言解釋什麼是區塊鏈，並舉一個生活中的例子',
  'List five questions you would ask before accepting a job at a start-up',
  'Compare quicksort and mergesort on nearly sorted input, on linked lists and on data larger than memory',
  'Plan a three-day walking tour of Seoul for two people who like bookshops and dislike crowds',
  'Convert 72 °F to Celsius',
] as const;

const CONTEXTS = [
  '',
  ' for a team of three',
  ' in no more than two hundred words',
  ', step by step',
  ' and justify every assumption',
  ', with an example from biology',
  ' without using the letter z',
  ' for a reader who knows the basics',
] as const;

const ANSWER = [
  'The short answer is yes, under two conditions that are easy to miss.',
  'First, state what is known: the input is finite, and each step removes at least one element.',
  'Second, look at the smallest case where the naive approach fails; everything else follows from it.',
  '\n\n1. Keep the counter where the request arrives.\n2. Reconcile in the background.\n3. Prefer a small overshoot to a lost request.\n\n',
  'It is worth saying what this does not do: it gives no guarantee when clocks disagree by more than a window.',
  'In practice the difference is below what one can measure, and the simpler version wins.',
] as const;

/** Rows at fixed places whose text must stay text. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<img src=x onerror="globalThis.attacked = true"> an image that is none',
  '</script><script>globalThis.attacked = true</script> a script that is none',
  '[a link](javascript:globalThis.attacked=true) and [a command](command:workbench.action.quit)',
  '<svg onload="globalThis.attacked = true"></svg><style>body{display:none}</style>',
  '\u202Eright-to-left override\u202C and a zero\u0000 byte',
];

export function instructionOf(random: number): string {
  const task = TASKS[random % TASKS.length] ?? '';
  return task + (CONTEXTS[(random >>> 8) % CONTEXTS.length] ?? '') + '.';
}

export function responseOf(random: number): string {
  const sentences = 1 + (random % 9);
  return Array.from({ length: sentences }, (_, index) => ANSWER[(random + index) % ANSWER.length] ?? '').join(' ');
}
