import type { ChainsPanels } from '../chains/chainsPanels';
import { chooseRun } from '../chains/chooseRun';
import { COMMANDS } from '../contributions/commands';

/** What commands about annotation runs work with. */
export interface AnnotationContext {
  readonly chains: Pick<ChainsPanels, 'show'>;
}

/** Commands about annotation runs. */
export function annotationCommands({ chains }: AnnotationContext) {
  return {
    [COMMANDS.inspectRun]: async (uri: unknown) => {
      const folder = await chooseRun(uri);
      if (folder !== undefined) chains.show(folder);
    },
  };
}
