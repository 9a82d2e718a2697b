import * as l10n from '@vscode/l10n';
import { readBudgets } from '../../../../src/choices/curveBudgets';
import type {
  BarPlace,
  RunPair,
  SavedKind,
  SelectionsPage,
  SelectionsState,
} from '../../../../src/protocol/pages/selectionsPage';
import type { Drawing } from '../../../../src/wording/pictures/svg';
import { curveDrawing } from '../../../../src/wording/selections/curveDrawing';
import { distributionsDrawing } from '../../../../src/wording/selections/distributionsDrawing';
import { comparedSentence } from '../../../../src/wording/selections/comparisonTexts';
import { pngOf } from '../../../kit/drawing/png';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { SelectionsModel } from './selectionsModel';

/** What the page's buttons do. */
export class Comparing {
  constructor(
    private readonly host: RequestClient<SelectionsPage>,
    private readonly store: Store<SelectionsModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** Makes what was on the page before the window was loaded again, unless a job is running. */
  async makeAgain({ compared, curved }: SelectionsState): Promise<void> {
    const { comparison, curve, chosen } = this.store.value;
    if (compared && comparison === null && chosen.length > 0) await this.compare();
    if (curved && curve === null) await this.drawCurve();
  }

  /** Compares what is chosen; what is on screen stays until the new comparison is there. */
  async compare(): Promise<void> {
    const { chosen, job } = this.store.value;
    if (chosen.length === 0 || job !== null) return;
    await this.reporting(async () => {
      const comparison = await this.host.request('compare', { runs: chosen });
      if (comparison === null) return;
      this.store.set({ comparison, pair: null, listed: null, announcement: comparedSentence(comparison) });
    });
  }

  async drawCurve(): Promise<void> {
    const { budgets: text, job } = this.store.value;
    const budgets = readBudgets(text);
    if (budgets === null || job !== null) return;
    await this.reporting(async () => {
      const curve = await this.host.request('curve', { budgets });
      if (curve !== null) this.store.set({ curve });
    });
  }

  /** Lists the rows of one run that another has not. */
  async listOnlyIn(pair: RunPair): Promise<void> {
    this.store.set({ pair, listed: null });
    await this.reporting(async () => {
      const listed = await this.host.request('rowsOnlyIn', pair);
      if (this.store.value.pair === pair) this.store.set({ listed });
    });
  }

  async filterOnlyIn(pair: RunPair): Promise<void> {
    await this.reporting(() => this.host.request('filterOnlyIn', pair));
  }

  async filterBar(place: BarPlace): Promise<void> {
    await this.reporting(() => this.host.request('filterBar', place));
  }

  async showRow(rowIndex: number): Promise<void> {
    await this.reporting(() => this.host.request('showRow', { rowIndex }));
  }

  /** Asks where to save what is on the page. */
  async save(kind: SavedKind): Promise<void> {
    await this.reporting(async () => {
      const drawing = this.drawingOf(kind);
      const file = drawing === undefined ? { kind } : { kind, png: await pngOf(drawing) };
      const saved = await this.host.request('save', file);
      if (saved !== null) this.store.set({ announcement: l10n.t('Wrote {0}', saved.fileName) });
    });
  }

  /** What only a page can draw; undefined = the host writes it. */
  private drawingOf(kind: SavedKind): Drawing | undefined {
    const { comparison, curve } = this.store.value;
    if (kind === 'figure.png' && comparison !== null) return distributionsDrawing(comparison);
    return kind === 'curve.png' && curve !== null ? curveDrawing(curve) : undefined;
  }

  private async reporting(work: () => Promise<unknown>): Promise<void> {
    this.store.set({ error: null });
    try {
      await work();
    } catch (error) {
      this.errors.show(error);
    }
  }
}
