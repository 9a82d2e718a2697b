/** The pool of `everySignal.test.ts`, and what a judge says of it. */
type Pair = readonly [instruction: string, response: string];
export const TURNS = [
  [['Name a colour of the sky', 'The sky is blue']],
  [
    ['Count to three', 'one two three'],
    ['And on', 'four five'],
  ],
  [['한국의 수도는 어디입니까?', '서울입니다.']],
  [['Say it again: the sky is blue', 'the sky is blue']],
] as const satisfies readonly (readonly Pair[])[];
const [[COLOUR], COUNTING, [CAPITAL]] = TURNS;
export const [, , , [AGAIN]] = TURNS;

/** Row 3 has neither scores nor tags of a judge, row 4 cannot be read. */
export const LINES = [
  JSON.stringify({
    ...{ instruction: COLOUR[0], output: COLOUR[1], complexity_scores: [2], quality_scores: [3] },
    ...{ source: 'a', meta: { level: 3 }, topics: ['sky', 'colour'], checked: true, order: 4 },
  }),
  JSON.stringify({
    conversations: COUNTING.flatMap(([human, gpt]) => [
      { from: 'human', value: human },
      { from: 'gpt', value: gpt },
    ]),
    ...{
      complexity_scores: [1, 2],
      quality_scores: [4, 5],
      dataset: 'b',
      meta: { level: 1 },
      topics: ['numbers'],
      order: 3,
    },
  }),
  JSON.stringify({
    messages: [
      { role: 'user', content: CAPITAL[0] },
      { role: 'assistant', content: CAPITAL[1] },
    ],
    ...{ complexity_scores: [5], quality_scores: [1], source: 'c:d', meta: { level: 2 }, checked: false, order: 2 },
  }),
  JSON.stringify({
    ...{ instruction: AGAIN[0], output: AGAIN[1], source: 'a', meta: { level: null }, topics: ['sky'], order: 1 },
  }),
  '{"instruction": ',
];
export const READABLE = TURNS.length;

/** What the judge says of each instruction, to each of its questions. */
export const JUDGED: Readonly<Record<string, object>> = {
  [COLOUR[0]]: { tags: ['colour', 'nature'], nodes: tree(3), complexity: 2, quality: 6 },
  [COUNTING[0][0]]: { tags: ['numbers'], nodes: tree(2), complexity: 3, quality: 4 },
  [COUNTING[1][0]]: { tags: [], nodes: tree(1), complexity: 4, quality: 3 },
  [CAPITAL[0]]: { tags: ['nature'], nodes: tree(5), complexity: 5, quality: 1 },
};

/** How probable the ratings 1 to 6 of a response are: 5.4375, 4, 3 and 2.125 by expectation; of the last, 6 is not told. */
export const RATED: Readonly<Record<string, readonly number[]>> = {
  [COLOUR[1]]: [1 / 32, 1 / 32, 1 / 32, 1 / 32, 1 / 8, 3 / 4],
  [COUNTING[0][1]]: [1 / 8, 1 / 8, 1 / 8, 1 / 8, 1 / 4, 1 / 4],
  [COUNTING[1][1]]: [1 / 4, 1 / 4, 1 / 8, 1 / 8, 1 / 8, 1 / 8],
  [CAPITAL[1]]: [1 / 2, 1 / 4, 1 / 16, 1 / 16, 1 / 16, 1 / 16],
  [AGAIN[1]]: [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16, 0],
};
export const PROBED = [1 / 8, 1 / 8, 1 / 8, 1 / 8, 1 / 4, 1 / 4];

function tree(size: number): object[] {
  return Array.from({ length: size }, (_, at) => ({ concept: `part ${at}`, parent: at - 1 }));
}
