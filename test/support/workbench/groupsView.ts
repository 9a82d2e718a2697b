import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

/** A menu that has just opened takes no notice of a button let go, for this long and a little less. */
const MENU_GRACE_MS = 200;

/** The view of near-duplicates, found by the names that it gives to screen readers. */
export class GroupsView {
  constructor(private readonly workbench: Workbench) {}

  get tree(): Locator {
    return this.workbench.page.getByRole('tree', { name: 'Near-Duplicates' });
  }

  get groups(): Locator {
    return this.tree.getByRole('treeitem', { name: /^Group \d/ });
  }

  /** The row of a line. */
  row(line: number): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^Line ${line}[,:]`) });
  }

  /** Opens all groups that are shown, so that their rows are there to choose from. */
  async expandAll(): Promise<void> {
    for (const group of await this.groups.all()) {
      if ((await group.getAttribute('aria-expanded')) === 'false') await group.locator('.monaco-tl-twistie').click();
    }
  }

  /** What stands above the groups. */
  message(text: string | RegExp): Locator {
    return this.workbench.page.locator('.tree-explorer-viewlet-tree-view .message').getByText(text);
  }

  async chooseFromMenu(entry: Locator, name: string): Promise<void> {
    await entry.click({ button: 'right' });
    await this.workbench.page.getByRole('menuitem', { name, exact: true }).click({ delay: MENU_GRACE_MS });
  }
}
