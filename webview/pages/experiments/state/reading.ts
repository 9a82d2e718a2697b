import * as l10n from '@vscode/l10n';
import type { Experiments } from '../../../../src/protocol/experiments';
import type { ExperimentsPage, SavedExperiments } from '../../../../src/protocol/pages/experimentsPage';
import { curveDrawing } from '../../../../src/wording/experiments/curveDrawing';
import { radarDrawing } from '../../../../src/wording/experiments/radarDrawing';
import type { Drawing } from '../../../../src/wording/pictures/svg';
import { pngOf } from '../../../kit/drawing/png';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { ExperimentsModel } from './experimentsModel';

const PICTURES: Readonly<Record<'curve.png' | 'radar.png', (experiments: Drawable) => Drawing>> = {
  'curve.png': curveDrawing,
  'radar.png': radarDrawing,
};

type Drawable = Pick<Experiments, 'groups' | 'measures'>;

const NOTHING: Drawable = { groups: [], measures: [] };

/** What the page asks for: the folder read again, and files of it saved. */
export class Reading {
  constructor(
    private readonly client: RequestClient<ExperimentsPage>,
    private readonly store: Store<ExperimentsModel>,
    private readonly errors: ErrorReport,
  ) {}

  async read(): Promise<void> {
    this.store.set({ isReading: true });
    try {
      this.store.set({ experiments: await this.client.request('read', null), failure: null });
    } catch (error) {
      this.errors.show(error);
    }
    this.store.set({ isReading: false });
  }

  async save(file: SavedExperiments['file']): Promise<void> {
    try {
      const saved = await this.client.request('save', await this.#drawn(file));
      if (saved !== null) this.store.set({ announcement: l10n.t('{0} saved', saved.fileName) });
    } catch (error) {
      this.errors.show(error);
    }
  }

  /** With what only a page can draw. */
  async #drawn(file: SavedExperiments['file']): Promise<SavedExperiments> {
    const { experiments } = this.store.value;
    if (file !== 'curve.png' && file !== 'radar.png') return { file };
    return { file, png: await pngOf(PICTURES[file](experiments ?? NOTHING)) };
  }

  async showCommands(folder: string): Promise<void> {
    try {
      await this.client.request('showCommands', { folder });
    } catch (error) {
      this.errors.show(error);
    }
  }
}
