import { EMBEDDERS } from '../choices/embedders';
import type { Family } from '../choices/family';
import type { ModelRole } from '../choices/families';
import type { ModelOption } from '../choices/option';
import { SCORERS } from '../choices/scorers';
import { COST_OPTIONS } from './costOptions';
import type { Option, Options } from './option';

/** The families that a command chooses a model from; the first is the default. */
export const SCORER_FAMILIES: readonly Family[] = Object.values(SCORERS).filter(
  (family: Family) => family.asksEditor !== true,
);
export const EMBEDDER_FAMILIES: readonly Family[] = Object.values(EMBEDDERS);
/** Those that embed, unlike a file. */
export const MODEL_EMBEDDER_FAMILIES = EMBEDDER_FAMILIES.filter(({ origin }) => origin === 'model');

export const SCORER_OPTIONS = modelOptions('scorer', SCORER_FAMILIES);
export const EMBEDDER_OPTIONS = modelOptions('embedder', EMBEDDER_FAMILIES);
export const MODEL_EMBEDDER_OPTIONS = modelOptions('embedder', MODEL_EMBEDDER_FAMILIES);

/** An option as the parser and the help know it. */
export function optionOf(option: ModelOption): Option {
  const { help } = option;
  if (option.type === 'switch') return { type: 'boolean', help };
  const multiple = option.type === 'paths' ? ({ multiple: true } as const) : {};
  return { type: 'string', ...multiple, placeholder: option.placeholder, help };
}

/** The option that chooses a family, then every family's own. */
function modelOptions(role: ModelRole, families: readonly Family[]): Options {
  const flags = new Set(families.flatMap(({ options }) => options.map(({ flag }) => flag)));
  return {
    [role]: { type: 'string', placeholder: 'NAME', help: familiesHelp(families) },
    ...Object.fromEntries([...flags].map((flag) => [flag, sharedOption(flag, families)])),
    ...COST_OPTIONS,
  };
}

function familiesHelp(families: readonly Family[]): string {
  const lines = families.map(({ help }) => help);
  return `${lines.slice(0, -1).join(',\n')} or\n${lines.at(-1) ?? ''}`;
}

/** Where a flag means something else in each family, its help says what in which. */
function sharedOption(flag: string, families: readonly Family[]): Option {
  const uses = families.flatMap(({ kind, options }) =>
    options.filter((option) => option.flag === flag).map((option) => ({ kind, option })),
  );
  const options = [...new Set(uses.map(({ option }) => option))].map(optionOf);
  const [first] = options;
  if (first === undefined) throw new Error(`no family has --${flag}`);
  if (options.length === 1) return first;
  return {
    ...first,
    placeholder: [...new Set(options.flatMap(({ placeholder = [] }) => placeholder))].join('|'),
    help: uses.map(({ kind, option }) => `${kind}: ${option.help}`).join(';\n'),
  };
}
