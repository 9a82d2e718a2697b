import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { FAMILIES, type ModelRole } from '../choices/families';
import { kindNamed } from '../choices/formerKinds';
import { SETTINGS_SECTION } from './contributions/settings';

/** Where a setting can have a value, the strongest first. */
const SETTING_PLACES = ['folder', 'workspace', 'user'] as const;
export type SettingPlace = (typeof SETTING_PLACES)[number];

/** The settings and the person in front of them. */
export interface FormerNamesHost {
  /** What a setting is at each place, for one file; undefined = it is not set there. */
  valuesOf(role: ModelRole, uri: Uri): Readonly<Record<SettingPlace, unknown>>;
  update(role: ModelRole, kind: string, place: SettingPlace, uri: Uri): PromiseLike<void>;
  /** @returns whether the person wants the settings to be updated */
  offerUpdate(message: string): PromiseLike<boolean>;
}

interface FormerName {
  readonly role: ModelRole;
  readonly name: string;
  readonly kind: string;
  readonly place: SettingPlace;
}

/** Values of settings that an earlier version called otherwise: they are read, and told of once per session. */
export class FormerNames {
  private told = false;

  constructor(private readonly host: FormerNamesHost) {}

  /** Offers to update the settings that apply to a file, unless something was offered before. */
  async tell(uri: Uri): Promise<void> {
    if (this.told) return;
    const found = this.find(uri);
    if (found.length === 0) return;
    this.told = true;
    if (!(await this.host.offerUpdate(describe(found)))) return;
    for (const { role, kind, place } of found) await this.host.update(role, kind, place, uri);
  }

  private find(uri: Uri): FormerName[] {
    return (Object.keys(FAMILIES) as ModelRole[]).flatMap((role) => {
      const values = this.host.valuesOf(role, uri);
      return SETTING_PLACES.flatMap((place) => {
        const name = values[place];
        const kind = kindNamed(role, name);
        return kind === undefined || kind === name ? [] : [{ role, name: String(name), kind, place }];
      });
    });
  }
}

function describe(found: readonly FormerName[]): string {
  const values = found.map(({ role, name, kind }) =>
    l10n.t('{0} "{1}" is now "{2}"', `${SETTINGS_SECTION}.${role}`, name, kind),
  );
  return l10n.t('Values of settings have new names: {0}. The old names still work.', [...new Set(values)].join(', '));
}
