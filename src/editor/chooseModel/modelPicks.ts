import * as l10n from '@vscode/l10n';
import { FAMILIES, type KindOf, type ModelRole } from '../../choices/families';
import type { Family } from '../../choices/family';
import { isRestricted, type ModelOption } from '../../choices/option';

/** One family in the list of a role. */
export interface ModelPick<Role extends ModelRole = ModelRole> {
  readonly family: KindOf[Role];
  readonly label: string;
  readonly description: string;
}

/** Families that are set up by further questions, whatever the settings hold. */
const ASKS_MORE = ['server', 'editor'];

/** Every family of a role, in the order of their list: the built-in one, which needs nothing, first. */
export function modelPicks<Role extends ModelRole>(role: Role, current: unknown): ModelPick<Role>[] {
  const families = Object.values(FAMILIES[role]) as Family[];
  return families.map(({ kind, name }) => ({
    family: kind as KindOf[Role], // Each family stands under its kind.
    label: ASKS_MORE.includes(kind) ? l10n.t('{0}…', name) : name,
    description: kind === current ? l10n.t('in use') : '',
  }));
}

/** The settings that name files and folders without which the family cannot work, and that are empty. */
export function missingPaths(role: ModelRole, kind: string, read: (setting: string) => unknown): ModelOption[] {
  const family = (Object.values(FAMILIES[role]) as Family[]).find((each) => each.kind === kind);
  const options = family?.options ?? [];
  return options.filter((option) => isRestricted(option) && option.type !== 'url' && isEmpty(read(option.setting)));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : typeof value !== 'string' || value.trim() === '';
}
