import * as l10n from '@vscode/l10n';
import type { ExperimentFile } from '../../../../src/protocol/experiments';
import type { ExperimentsPage } from '../../../../src/protocol/pages/experimentsPage';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { ExperimentsModel } from './experimentsModel';

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

  async save(file: ExperimentFile): Promise<void> {
    try {
      const saved = await this.client.request('save', { file });
      if (saved !== null) this.store.set({ announcement: l10n.t('{0} saved', saved.fileName) });
    } catch (error) {
      this.errors.show(error);
    }
  }

  async showCommands(folder: string): Promise<void> {
    try {
      await this.client.request('showCommands', { folder });
    } catch (error) {
      this.errors.show(error);
    }
  }
}
