import { DeitaError } from '../../common/errors';
import { DEFAULT_SAMPLE_SIZE } from '../../protocol/calibration';
import type { DatasetInfo, RowDetail } from '../../protocol/dataset';
import type { PageCalibration } from '../../protocol/pages/calibrationPage';
import { starting } from '../commands/startingProgress';
import type { DatasetSession } from '../datasets/datasetSession';
import type { RunParameters } from '../runParameters';

type CalibratingSession = Pick<DatasetSession, 'uri' | 'info' | 'runJob' | 'request'>;

/** The last calibration of a dataset, for as long as its rows are what they were. */
export class Calibrating {
  private made: { readonly calibration: PageCalibration; readonly of: string } | undefined;

  constructor(private readonly parameters: Pick<RunParameters, 'forComparing'>) {}

  /** null = none, or the rows are others since. */
  calibrationOf({ info }: Pick<DatasetSession, 'info'>): PageCalibration | null {
    return this.made?.of === stateOf(info) ? this.made.calibration : null;
  }

  /** What runs go by, null = what the embedder recommends; undefined while what is typed is no threshold. */
  thresholdOf(session: CalibratingSession): number | null | undefined {
    try {
      return this.parameters.forComparing(session).threshold;
    } catch (error) {
      if (error instanceof DeitaError && error.code === 'usage') return undefined; // Where it is typed, that is told.
      throw error;
    }
  }

  /** A sample costs little: no estimate is asked for. */
  async calibrate(session: CalibratingSession, seed: number): Promise<PageCalibration> {
    const { embedder, threshold } = this.parameters.forComparing(session);
    const inFull = { thresholds: threshold === null ? [] : [threshold] };
    const request = { embedder, sampleSize: DEFAULT_SAMPLE_SIZE, seed, inFull };
    const calibration = (await session.runJob('dataset/calibrate', request, starting('embed'))) as PageCalibration;
    this.made = { calibration, of: stateOf(session.info) };
    return calibration;
  }

  /** Whether there was a calibration of rows that are others since; it is forgotten. */
  forgetOfOtherRows({ info }: Pick<DatasetSession, 'info'>): boolean {
    const isOfOthers = this.made !== undefined && this.made.of !== stateOf(info);
    if (isOfOthers) this.made = undefined;
    return isOfOthers;
  }
}

/** In the order in which they are asked for. */
export function rowDetails(
  session: Pick<DatasetSession, 'request'>,
  rowIndexes: readonly number[],
  signal: AbortSignal,
): Promise<RowDetail[]> {
  return Promise.all(rowIndexes.map((rowIndex) => session.request('row/detail', { rowIndex }, { signal })));
}

/** Another text whenever row indexes may stand for other rows. */
function stateOf({ datasetId, byteLength, rowCount }: DatasetInfo): string {
  return `${datasetId} ${byteLength} ${rowCount}`;
}
