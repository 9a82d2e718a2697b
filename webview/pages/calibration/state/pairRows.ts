import { isCancelled } from '../../../../src/common/errors';
import type { CalibrationPage } from '../../../../src/protocol/pages/calibrationPage';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { shownPairs, type CalibrationModel } from './calibrationModel';

/** Rows that are kept in the page; the ones that are shown are among them. */
const MOST_ROWS = 200;

/** Fetches the rows of the pairs that are shown, the last ones asked for alone. */
export class PairRows {
  #running: AbortController | null = null;

  constructor(
    private readonly host: RequestClient<CalibrationPage>,
    private readonly store: Store<CalibrationModel>,
    private readonly errors: ErrorReport,
  ) {}

  follow(): void {
    void this.#fetch();
    this.store.subscribe((model, previous) => {
      if (model.threshold !== previous.threshold || model.calibration !== previous.calibration) void this.#fetch();
    });
  }

  async #fetch(): Promise<void> {
    this.#running?.abort();
    const { calibration, rows } = this.store.value;
    const { above, below } = shownPairs(this.store.value);
    const wanted = new Set([...above, ...below].flatMap((pair) => pair.rows));
    const missing = [...wanted].filter((row) => !rows.has(row));
    if (missing.length === 0) return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      const found = await this.host.request('rows', { rowIndexes: missing }, signal);
      if (signal.aborted || this.store.value.calibration !== calibration) return;
      const { rows: known } = this.store.value;
      const kept = known.size > MOST_ROWS ? [...known].filter(([row]) => wanted.has(row)) : known;
      this.store.set({ rows: new Map([...kept, ...found.map((row) => [row.rowIndex, row] as const)]) });
    } catch (error) {
      if (!isCancelled(error)) this.errors.show(error);
    }
  }
}
