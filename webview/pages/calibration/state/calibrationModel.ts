import type { Calibration, SampledPair } from '../../../../src/protocol/calibration';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type {
  CalibrationSetup,
  CalibrationState,
  PageCalibration,
  PairVote,
} from '../../../../src/protocol/pages/calibrationPage';
import type { WireError } from '../../../../src/protocol/requests';
import { nearestThreshold } from './thresholds';

/** Pairs that are shown on each side of the threshold. */
const PAIRS_EACH = 4;

/** Everything that is on screen. */
export interface CalibrationModel {
  readonly fileName: string;
  readonly calibration: PageCalibration | null;
  /** Whether the calibration that was shown is of rows that are others now. */
  readonly isOutdated: boolean;
  readonly seed: number;
  /** What is looked at, one of the calibration's; null = there is no calibration to look at, or nothing to compare. */
  readonly threshold: number | null;
  /** What runs go by; null = what the embedder recommends. */
  readonly inUse: number | null;
  readonly votes: readonly PairVote[];
  /** What the votes are of. */
  readonly votedOn: string;
  /** Rows of the pairs that are shown or were shown before, by index. */
  readonly rows: ReadonlyMap<number, RowDetail>;
  readonly job: JobProgress | null;
  readonly error: WireError | null;
  readonly announcement: string;
}

export function initialModel({ state, threshold: inUse, calibration, ...setup }: CalibrationSetup): CalibrationModel {
  const model: CalibrationModel = {
    ...setup,
    calibration: null,
    isOutdated: false,
    seed: state?.seed ?? 1,
    threshold: state?.threshold ?? null,
    inUse,
    votes: state?.votes ?? [],
    votedOn: state?.votedOn ?? '',
    rows: new Map(),
    error: null,
    announcement: '',
  };
  return calibration === null ? model : { ...model, ...withCalibration(model, calibration) };
}

/** What is looked at stays, else it is what runs go by. Votes on other rows, or by another embedder, are forgotten. */
export function withCalibration(
  { threshold, inUse, votes, votedOn }: CalibrationModel,
  calibration: PageCalibration,
): Pick<CalibrationModel, 'calibration' | 'isOutdated' | 'threshold' | 'votes' | 'votedOn'> {
  const { recommendedThreshold, candidates, full } = calibration;
  const middle = candidates[Math.floor(candidates.length / 2)]?.threshold ?? null;
  const wanted = threshold ?? inUse ?? recommendedThreshold ?? middle;
  const subject = subjectOf(calibration);
  return {
    calibration,
    isOutdated: false,
    threshold: wanted === null ? null : nearestThreshold(full.removals, wanted),
    votes: votedOn === subject ? votes : [],
    votedOn: subject,
  };
}

export function withoutCalibration(
  model: CalibrationModel,
): Pick<CalibrationModel, 'calibration' | 'isOutdated' | 'rows' | 'votes'> {
  return { calibration: null, isOutdated: model.calibration !== null, rows: new Map(), votes: [] };
}

export function savedState({ threshold, seed, votes, votedOn }: CalibrationModel): CalibrationState {
  return { threshold, seed, votes, votedOn };
}

/** What votes are on: the rows, and how their similarity is told. */
function subjectOf({ embedder, rowCount }: Calibration): string {
  return `${embedder.hash} ${rowCount}`;
}

/** null = none is known. */
export function thresholdInUse({ inUse, calibration }: CalibrationModel): number | null {
  return inUse ?? calibration?.recommendedThreshold ?? null;
}

export interface ShownPairs {
  /** More similar than the threshold, the nearest to it first: of each pair one row would go. */
  readonly above: readonly SampledPair[];
  /** Not more similar, the nearest to it first: both rows would stay. */
  readonly below: readonly SampledPair[];
}

export function shownPairs({
  calibration,
  threshold,
}: Pick<CalibrationModel, 'calibration' | 'threshold'>): ShownPairs {
  if (calibration === null || threshold === null) return { above: [], below: [] };
  const { pairs } = calibration.full;
  const split = pairs.filter(({ cosineSimilarity }) => cosineSimilarity > threshold).length;
  return {
    above: pairs.slice(Math.max(0, split - PAIRS_EACH), split).reverse(),
    below: pairs.slice(split, split + PAIRS_EACH),
  };
}
