import * as l10n from '@vscode/l10n';
import type { HubDataset } from '../../protocol/hubDatasets';
import { files as countedFiles, rows as countedRows } from '../../wording/counts';
import { formatMegabytes } from '../../wording/numbers';

/** A split of a dataset, with what is known of it before it is fetched. */
export interface SplitChoice {
  readonly config: string;
  readonly split: string;
  /** Such as "14,131 rows, 2 files, 20 MB". */
  readonly size: string;
}

export function splitChoices({ configs }: HubDataset): readonly SplitChoice[] {
  return configs.flatMap((config) =>
    config.splits.map(({ name, rows, files, bytes }) => {
      const size = [...(rows === null ? [] : [countedRows(rows)]), countedFiles(files), formatMegabytes(bytes)];
      return { config: config.name, split: name, size: size.join(', ') };
    }),
  );
}

/** What a dataset is, at which commit, and under which licence and terms. */
export function aboutDataset({ repository, commit, license, gated }: HubDataset): string {
  const licence = license ?? l10n.t('none named; see its page');
  const about = l10n.t('{0} at {1}. Licence: {2}.', repository, commit.slice(0, 8), licence);
  return gated ? `${about} ${l10n.t('Its terms have to be accepted on its page.')}` : about;
}
