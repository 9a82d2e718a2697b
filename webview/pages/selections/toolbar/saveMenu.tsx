import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { SavedKind } from '../../../../src/protocol/pages/selectionsPage';
import { MenuButton, type MenuEntry } from '../../../kit/controls/menu';
import type { Page } from '../page';
import type { SelectionsModel } from '../state/selectionsModel';

interface SaveMenuProps {
  readonly page: Page;
  readonly model: SelectionsModel;
}

/** What the page shows, as files. */
export function SaveMenu({ page, model: { comparison, curve } }: SaveMenuProps): VNode {
  const entry = (label: string, kind: SavedKind, isThere: boolean): MenuEntry => ({
    label,
    disabled: !isThere,
    run: () => void page.comparing.save(kind),
  });
  const [compared, curved] = [comparison !== null, curve !== null];
  return (
    <MenuButton
      icon="save"
      label={l10n.t('Save')}
      groups={() => [
        [
          entry(l10n.t('Data card as HTML…'), 'card.html', compared),
          entry(l10n.t('Data card as Markdown…'), 'card.md', compared),
        ],
        [
          entry(l10n.t('Distributions as SVG…'), 'figure.svg', compared),
          entry(l10n.t('Distributions as PNG…'), 'figure.png', compared),
        ],
        [
          entry(l10n.t('Budget curve as SVG…'), 'curve.svg', curved),
          entry(l10n.t('Budget curve as PNG…'), 'curve.png', curved),
        ],
      ]}
    />
  );
}
