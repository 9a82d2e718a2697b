import { baseUrlProblem } from '../messages/baseUrl';
import type { DeitaError } from '../common/errors';
import { fault } from '../messages/say';

/** One option of a model, once for all fronts: `Setting` is its key under `deita.` in the editor's settings. */
export type ModelOption<Setting extends string = string> =
  TextOption<Setting> | PathsOption<Setting> | ChoiceOption<Setting> | CountOption<Setting> | SwitchOption<Setting>;

interface Named<Setting extends string> {
  readonly setting: Setting;
  /** On the command line, without dashes. Options of several families may share one. */
  readonly flag: string;
  /** For the command line's help; lines of at most 60 characters. */
  readonly help: string;
}

/** A text; `url` is a server that would get the dataset's text, `path` a file or folder to read. */
export interface TextOption<Setting extends string = string> extends Named<Setting> {
  readonly type: 'text' | 'url' | 'path';
  /** What stands for its value in the help. */
  readonly placeholder: string;
  /** Naming it on the command line chooses its family. */
  readonly choosesFamily?: true;
}

/** Files or folders to read; on the command line given once for each. */
export interface PathsOption<Setting extends string = string> extends Named<Setting> {
  readonly type: 'paths';
  readonly placeholder: string;
}

/** One of several words; the first is the setting's default. */
export interface ChoiceOption<Setting extends string = string, Value extends string = string> extends Named<Setting> {
  readonly type: 'choice';
  readonly values: readonly [Value, ...Value[]];
  readonly placeholder: string;
}

/** A whole number from `minimum`; without one the engine decides. */
export interface CountOption<Setting extends string = string> extends Named<Setting> {
  readonly type: 'count';
  readonly minimum: number;
  readonly placeholder: string;
}

/** Off unless it is given. */
export interface SwitchOption<Setting extends string = string> extends Named<Setting> {
  readonly type: 'switch';
}

/** A setting's value for an option. */
export type SettingValue<Option> = Option extends { readonly type: 'choice'; readonly values: readonly (infer Value)[] }
  ? Value
  : Option extends { readonly type: 'count' }
    ? number | null
    : Option extends { readonly type: 'switch' }
      ? boolean
      : Option extends { readonly type: 'paths' }
        ? readonly string[]
        : string;

/** Where a front finds what was given for options: undefined = nothing was. */
export interface OptionSource {
  /** A path is absolute. */
  text(option: TextOption): string | undefined;
  /** Absolute; none when nothing was given. */
  paths(option: PathsOption): readonly string[];
  oneOf<Value extends string>(option: ChoiceOption<string, Value>): Value | undefined;
  count(option: CountOption): number | undefined;
  isOn(option: SwitchOption): boolean;
  /** What people call an option there, such as `--base-url` or `deita.server.baseUrl`. */
  nameOf(option: ModelOption): string;
  /** The error `usage` that says where to give an option that the choice cannot do without. */
  missing(option: ModelOption): DeitaError;
}

/** What was given for a text. @throws DeitaError `usage` for an address that is none, or that holds a password */
export function given(source: OptionSource, option: TextOption): string | undefined {
  const text = source.text(option);
  if (text !== undefined && option.type === 'url') assertAddress(text, source.nameOf(option));
  return text;
}

/** Before anything is asked or kept: outputs name the server. */
function assertAddress(text: string, setting: string): void {
  const reason = baseUrlProblem(text);
  if (reason !== undefined) throw fault('badBaseUrl', { setting, reason });
}

/** @throws DeitaError `usage` */
export function required(source: OptionSource, option: TextOption): string {
  const text = given(source, option);
  if (text === undefined) throw source.missing(option);
  return text;
}

/** A workspace may not set it before it is trusted: it names what would be read, or who would get the dataset's text. */
export function isRestricted({ type }: ModelOption): boolean {
  return type === 'url' || type === 'path' || type === 'paths';
}

/** What the setting is unless somebody sets it. */
export function settingDefault(option: ModelOption): string | number | boolean | readonly string[] | null {
  switch (option.type) {
    case 'choice':
      return option.values[0];
    case 'count':
      return null;
    case 'switch':
      return false;
    case 'paths':
      return [];
    default:
      return '';
  }
}
