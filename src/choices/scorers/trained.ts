import type { ScorerFamily } from '../family';
import { lastPart } from '../labels';
import type { PathsOption } from '../option';

/** Folders of scorers trained from annotations; together they hold a head for complexity and one for quality. */
export interface TrainedScorerChoice {
  readonly kind: 'trained';
  readonly folders: readonly string[];
}

const TRAINED_SCORERS = {
  type: 'paths',
  setting: 'trained.scorers',
  flag: 'trained-scorer',
  placeholder: 'DIR',
  help: 'a folder that deita evol train made; twice where complexity\nand quality are in folders of their own',
} as const satisfies PathsOption;

export const TRAINED_SCORER = {
  kind: 'trained',
  name: 'Trained',
  help: 'trained (made of annotations by deita evol train)',
  origin: 'model',
  isHeuristic: false,
  options: [TRAINED_SCORERS],
  read: (source): TrainedScorerChoice => {
    const folders = [...new Set(source.paths(TRAINED_SCORERS))];
    if (folders.length === 0) throw source.missing(TRAINED_SCORERS);
    return { kind: 'trained', folders };
  },
  write: ({ folders }) => [{ option: TRAINED_SCORERS, value: folders }],
  label: ({ folders }) => folders.map(lastPart).join(' and '),
  servers: () => [],
  logFields: ({ folders }) => ({ folders: folders.join(' ') }),
} as const satisfies ScorerFamily<TrainedScorerChoice>;
