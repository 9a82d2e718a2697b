import type { CorrectionRequest } from '../../protocol/annotation';
import type { Corrected } from '../../protocol/pages/chainsPage';
import type { EngineApi } from '../../protocol/requests';

/** The corrections that a page has made to a run, each with what takes it back. */
export class RunCorrections {
  private readonly undos: CorrectionRequest[] = [];

  constructor(
    private readonly engine: Pick<EngineApi, 'request'>,
    private readonly folder: string,
  ) {}

  get canUndo(): boolean {
    return this.undos.length > 0;
  }

  /** @throws DeitaError as the engine does, such as `outputFailed` */
  async correct(correction: CorrectionRequest): Promise<Corrected> {
    const { chain, undo } = await this.engine.request('evol/correct', { folder: this.folder, correction });
    this.undos.push(undo);
    return { chain, canUndo: true };
  }

  /** Takes back the last one; null when there is none left. One that cannot be taken back stays to be tried again. */
  async undo(): Promise<Corrected | null> {
    const correction = this.undos.at(-1);
    if (correction === undefined) return null;
    const { chain } = await this.engine.request('evol/correct', { folder: this.folder, correction });
    this.undos.splice(this.undos.lastIndexOf(correction), 1);
    return { chain, canUndo: this.canUndo };
  }
}
