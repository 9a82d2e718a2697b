import type { CliCase } from './cliCase';
import { rows } from './strategyCases';

/** A selection without rows says why. */
export const NOTHING_SELECTED_CASES: readonly CliCase[] = [
  ...(
    [
      [['--where', 'field:score > 100', '--rank-by', 'turns'], /no row meets the condition\n/],
      [
        ['--where', 'turns = 1', '--rank-by', 'field:none'],
        /no row meets the condition and can be ranked by field:none/,
      ],
      [['--rank-by', 'field:none'], /no row can be ranked by field:none/],
      [['--rank-by', 'turns', '--budget', '1%'], /the budget comes to no row/],
      [
        ['--rank-by', 'turns', '--quota', 'source=1%', '--budget', '5'],
        /could be taken: quotas are full from the start/,
      ],
      [['--rank-by', 'turns', '--budget', '0.001K-tokens'], /could be taken: the first row has more tokens/],
    ] as const
  ).map(([options, stdout]): CliCase => ({
    title: `say why nothing is selected: ${options.join(' ')}`,
    args: (f) => ['select', rows(f), '--diversity', 'none', ...options],
    code: 0,
    stdout,
  })),
];
