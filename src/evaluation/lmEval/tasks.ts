/** The tasks of the Open LLM Leaderboard that the paper reports, as lm-evaluation-harness has named them over time. */
export interface LeaderboardTask {
  readonly name: string;
  /** As one names it to run it. */
  readonly task: string;
  /** In-context examples of the leaderboard. */
  readonly shots: number;
  /** What a guess scores, 0 to 1; null where that is not one number. */
  readonly chance: number | null;
  /** Names in result files, and the metric that the leaderboard takes of each. */
  readonly reported: readonly { readonly pattern: RegExp; readonly metric: string }[];
  /** How many results of subjects make it up, where they stand one by one. */
  readonly subjects?: number;
}

export const LEADERBOARD_TASKS: readonly LeaderboardTask[] = [
  {
    ...{ name: 'ARC', task: 'arc_challenge', shots: 25, chance: 0.25 },
    reported: [{ pattern: /^(arc_challenge|harness\|arc:challenge\|\d+)$/, metric: 'acc_norm' }],
  },
  {
    ...{ name: 'HellaSwag', task: 'hellaswag', shots: 10, chance: 0.25 },
    reported: [{ pattern: /^(hellaswag|harness\|hellaswag\|\d+)$/, metric: 'acc_norm' }],
  },
  {
    ...{ name: 'MMLU', task: 'mmlu', shots: 5, chance: 0.25, subjects: 57 },
    reported: [
      { pattern: /^mmlu$/, metric: 'acc' },
      { pattern: /^(harness\|)?hendrycksTest-[^|]+(\|\d+)?$/, metric: 'acc' },
    ],
  },
  {
    ...{ name: 'TruthfulQA', task: 'truthfulqa_mc2', shots: 0, chance: null },
    reported: [
      { pattern: /^truthfulqa_mc2$/, metric: 'acc' },
      { pattern: /^(truthfulqa_mc|harness\|truthfulqa:mc\|\d+)$/, metric: 'mc2' },
    ],
  },
];

/** How the leaderboard's tasks are run on a model, a line each. @param model null = a placeholder */
export function lmEvalCommands(model: string | null, output: string): string[] {
  return LEADERBOARD_TASKS.map(({ task, shots }) =>
    [
      `lm-eval run --model hf --model_args ${shellWord(`pretrained=${model ?? 'MODEL'},dtype=bfloat16`)}`,
      `--tasks ${task} --num_fewshot ${shots} --batch_size auto --output_path ${shellWord(output)}`,
    ].join(' '),
  );
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
