import { chooseRun } from '../chains/chooseRun';
import type { ActiveDataset } from '../activeDataset';
import { COMMANDS } from '../contributions/commands';
import type { PageTabs } from '../pageTabs';
import { chooseDataset } from './datasetChoice';

/** What commands that show pages of their own work with. */
export interface PageTabContext {
  readonly active: ActiveDataset;
  readonly pages: Pick<PageTabs, 'showRun' | 'showComparison'>;
}

/** Commands that show pages in tabs of their own. */
export function pageTabCommands({ active, pages }: PageTabContext) {
  return {
    [COMMANDS.inspectRun]: async (uri: unknown) => {
      const folder = await chooseRun(uri);
      if (folder !== undefined) pages.showRun(folder);
    },
    [COMMANDS.compareScorers]: async (uri: unknown) => {
      const dataset = await chooseDataset(uri, active);
      if (dataset !== undefined) pages.showComparison(dataset);
    },
  };
}
