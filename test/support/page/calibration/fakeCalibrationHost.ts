import { DeitaError } from '../../../../src/common/errors';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type {
  CalibrationPage,
  CalibrationState,
  PageCalibration,
} from '../../../../src/protocol/pages/calibrationPage';
import type { PageCommand } from '../../../../src/protocol/pages/pageMessages';
import type { WireError } from '../../../../src/protocol/requests';
import { FakePageHost, type FakeAnswers, type FakeChannel } from '../fakePageHost';
import { HOSTILE_TEXTS } from '../fakeTexts';

export interface FakeCalibrationOptions {
  /** What runs go by. */
  readonly threshold?: number;
  readonly state?: CalibrationState;
  /** Starts with a sample compared before, as when another tab was in front. */
  readonly compared?: boolean;
  readonly job?: JobProgress;
  /** Why rows cannot be compared. */
  readonly error?: WireError;
  /** Why votes cannot be kept. */
  readonly voteError?: WireError;
  /** The rows have no similarities. */
  readonly empty?: boolean;
}

/** Pairs whose similarities are 0.995, 0.985 … */
const PAIRS = 40;

/** The host of a calibration. */
export class FakeCalibrationHost extends FakePageHost<CalibrationPage> {
  constructor(
    private readonly options: FakeCalibrationOptions,
    channel: FakeChannel,
  ) {
    super(channel);
  }

  protected override run({ name }: PageCommand): void {
    if (name === 'deita.cancel') this.emit('jobChanged', null);
  }

  protected override readonly answers: FakeAnswers<CalibrationPage> = {
    ready: () => {
      const { threshold = null, state = null, compared = false, job = null } = this.options;
      return { fileName: 'pool.jsonl', threshold, state, job, calibration: compared ? this.#calibration() : null };
    },
    calibrate: () => {
      const { error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      return this.#calibration();
    },
    rows: ({ rowIndexes }) => rowIndexes.map(rowOf),
    tellApart: () => {
      const { voteError: error } = this.options;
      if (error !== undefined) throw new DeitaError(error.code, error.message, error.hint);
      return null;
    },
    useThreshold: () => null,
    showRow: () => null,
    saveState: () => null,
  };

  #calibration(): PageCalibration {
    const label = { name: 'built-in', version: '1', hash: 'e1', heuristic: false };
    const found = { embedder: label, recommendedThreshold: 0.9, rowCount: 52_002, sampledRows: 2000 };
    if (this.options.empty === true) {
      return {
        ...found,
        ...{ recommendedThreshold: null, histogram: { min: 0, max: 0, counts: [] }, candidates: [] },
        full: { pairs: [], removals: [] },
      };
    }
    return {
      ...found,
      histogram: { min: 0.3, max: 1, counts: Array.from({ length: 40 }, (_, bin) => 40 + ((bin * 37) % 100)) },
      candidates: [0.7, 0.8, 0.9].map((threshold) => ({ threshold, rowsAbove: 0, above: [], below: [] })),
      full: {
        pairs: Array.from({ length: PAIRS }, (_, at) => ({
          rows: [2 * at, 2 * at + 1] as const,
          cosineSimilarity: (995 - 10 * at) / 1000,
        })),
        removals: Array.from({ length: 71 }, (_, at) => ({ threshold: (30 + at) / 100, rows: 1400 - 20 * at })),
      },
    };
  }
}

function rowOf(rowIndex: number): RowDetail {
  const pair = Math.floor(rowIndex / 2);
  const which = rowIndex % 2 === 0 ? 'two' : 'three';
  const text = pair === 14 ? HOSTILE_TEXTS.join(' ') : `Pair ${pair}: it has ${which} parts, whatever they are.`;
  return {
    ...{ rowIndex, lineNumber: rowIndex + 1, preview: '', turnCount: 1, status: 'unscored' },
    turns: [{ instruction: `Name ${which} rivers of Europe, and say where they rise.`, response: text }],
    ...{ nearDuplicates: [], heuristicScores: false },
  } as unknown as RowDetail;
}
