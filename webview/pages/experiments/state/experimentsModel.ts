import type { Experiments } from '../../../../src/protocol/experiments';
import type { ExperimentsSetup } from '../../../../src/protocol/pages/experimentsPage';
import type { WireError } from '../../../../src/protocol/requests';

/** Everything that is on screen. */
export interface ExperimentsModel {
  readonly folderName: string;
  readonly experiments: Experiments | null;
  /** Why there is nothing to show. */
  readonly failure: WireError | null;
  readonly isReading: boolean;
  readonly error: WireError | null;
  readonly announcement: string;
}

export function initialModel({ folderName, experiments }: ExperimentsSetup): ExperimentsModel {
  const isThere = !('code' in experiments);
  return {
    folderName,
    experiments: isThere ? experiments : null,
    failure: isThere ? null : experiments,
    isReading: false,
    error: null,
    announcement: '',
  };
}
