import path from 'node:path';
import { EMBEDDERS, type EmbedderChoice, type ModelEmbedderChoice } from '../choices/embedders';
import type { Family } from '../choices/family';
import type { ModelRole } from '../choices/families';
import { kindNamed } from '../choices/formerKinds';
import type { ChoiceOption, ModelOption, OptionSource } from '../choices/option';
import { SCORERS, type ScorerChoice } from '../choices/scorers';
import { EXECUTION_PROVIDER } from '../choices/sharedOptions';
import type { ExecutionProvider } from '../common/executionProvider';
import { fault } from '../messages/say';
import type { OptionValues, Session } from './command';
import { EMBEDDER_FAMILIES, MODEL_EMBEDDER_FAMILIES, SCORER_FAMILIES } from './modelOptions';
import { choiceOption, integerOption, textOption, textOptions, usageError } from './values';

/** Where options are read from, and where a word is said about them. */
export type OptionSession = Pick<Session, 'values' | 'io'>;

/** @param alsoUsed flags of scorers that have an effect beside them @throws DeitaError `usage` */
export function scorerOption(session: OptionSession, alsoUsed: readonly string[] = []): ScorerChoice {
  return readChoices(session, { scorer: SCORER_FAMILIES }, alsoUsed).scorer;
}

/** @throws DeitaError `usage` */
export function embedderOption(session: OptionSession): EmbedderChoice {
  return readChoices(session, { embedder: EMBEDDER_FAMILIES }).embedder;
}

/** An embedder that embeds, unlike a file. @throws DeitaError `usage` */
export function modelEmbedderOption(session: OptionSession): ModelEmbedderChoice {
  return readChoices(session, { embedder: MODEL_EMBEDDER_FAMILIES }).embedder as ModelEmbedderChoice;
}

/**
 * The models that a selection needs.
 * @param alsoUsed flags of theirs that have an effect beside them
 * @throws DeitaError `usage`
 */
export function selectionModels(
  session: OptionSession,
  needed: Readonly<Record<ModelRole, boolean>>,
  alsoUsed: readonly string[] = [],
): Partial<Choices> {
  return readChoices(
    session,
    {
      ...(needed.scorer ? { scorer: SCORER_FAMILIES } : {}),
      ...(needed.embedder ? { embedder: EMBEDDER_FAMILIES } : {}),
    },
    alsoUsed,
  );
}

/**
 * The options that were given for models which a call does not need.
 * @param needed of a command that offers every family of both
 * @param alsoUsed those that have an effect beside them
 */
export function flagsOfUnneeded(
  values: OptionValues,
  needed: Readonly<Record<ModelRole, boolean>>,
  alsoUsed: readonly string[] = [],
): string[] {
  const flagsOf = (isNeeded: boolean): string[] =>
    rolesOf(EVERY_FAMILY)
      .filter(([role]) => needed[role] === isNeeded)
      .flatMap(([role, families]) => [role, ...families.flatMap(({ options }) => options.map(({ flag }) => flag))]);
  const used = new Set([...flagsOf(true), ...alsoUsed]);
  return [...new Set(flagsOf(false))].filter((flag) => values[flag] !== undefined && !used.has(flag));
}

/** An option without effect was meant to have one: that is said, once for all of them. */
export function noteUnused({ io }: Pick<OptionSession, 'io'>, flags: readonly string[]): void {
  if (flags.length === 0) return;
  const names = new Intl.ListFormat('en').format(flags.map((flag) => `--${flag}`));
  io.stderr.write(`deita: ${names} ${flags.length === 1 ? 'has' : 'have'} no effect here.\n`);
}

/** How the engine runs folders with models. @throws DeitaError `usage` */
export function executionProviderOption(values: OptionValues): ExecutionProvider {
  return choiceOption(values, EXECUTION_PROVIDER.flag, EXECUTION_PROVIDER.values);
}

const EVERY_FAMILY = { scorer: SCORER_FAMILIES, embedder: EMBEDDER_FAMILIES } as const;

interface Choices {
  readonly scorer: ScorerChoice;
  readonly embedder: EmbedderChoice;
}

/** The families that each model may be of. */
type Offered = Partial<Record<ModelRole, readonly Family[]>>;

interface ChosenFamily {
  readonly role: ModelRole;
  readonly family: Family;
}

function readChoices<O extends Offered>(
  { values, io }: OptionSession,
  offered: O,
  alsoUsed: readonly string[] = [],
): Pick<Choices, keyof O & ModelRole> {
  const chosen = rolesOf(offered).map(([role, families]) => ({ role, family: chosenFamily(role, families, values) }));
  refuseUnused(values, offered, chosen, alsoUsed);
  const notice = formerNamesNotice(values, chosen);
  if (notice !== undefined) io.stderr.write(`deita: ${notice}\n`);
  const choices = chosen.map(({ role, family }) => [role, family.read(flagSource(values, `--${role} ${family.kind}`))]);
  return Object.fromEntries(choices) as Pick<Choices, keyof O & ModelRole>; // Each read by a family of its role.
}

function rolesOf(offered: Offered): [ModelRole, readonly Family[]][] {
  return Object.entries(offered) as [ModelRole, readonly Family[]][];
}

function chosenFamily(role: ModelRole, families: readonly Family[], values: OptionValues): Family {
  const name = textOption(values, role);
  const implied = families.find(({ options }) => options.some((option) => choosesFamily(option, values)));
  if (name === undefined) return implied ?? (families[0] as Family);
  const kind = kindNamed(role, name);
  const named = families.find((family) => family.kind === kind);
  if (kind !== undefined) assertWorksHere(kind, `--${role} ${name}`);
  if (named === undefined) {
    throw usageError(`--${role} needs ${families.map((family) => family.kind).join(' or ')}, not "${name}".`);
  }
  const other = implied?.options.find((option) => choosesFamily(option, values));
  if (other === undefined || implied === named) return named;
  throw usageError(`--${role} and --${other.flag} exclude each other.`);
}

/** @param option as it was typed @throws DeitaError `usage` for a family whose models are the editor's */
export function assertWorksHere(kind: string, option: string): void {
  const families: readonly Family[] = [...Object.values(SCORERS), ...Object.values(EMBEDDERS)];
  if (families.some((family) => family.kind === kind && family.asksEditor === true)) {
    throw fault('scorerNeedsEditor', { option });
  }
}

function choosesFamily(option: ModelOption, values: OptionValues): boolean {
  return 'choosesFamily' in option && values[option.flag] !== undefined;
}

/** An option that would have no effect was meant to have one. */
function refuseUnused(
  values: OptionValues,
  offered: Offered,
  chosen: readonly ChosenFamily[],
  alsoUsed: readonly string[],
): void {
  const used = new Set([...alsoUsed, ...chosen.flatMap(({ family }) => family.options.map(({ flag }) => flag))]);
  const possible = rolesOf(offered).flatMap(([, families]) => families.flatMap(({ options }) => options));
  const unused = possible.find(({ flag }) => values[flag] !== undefined && !used.has(flag));
  if (unused === undefined) return;
  const users = rolesOf(offered).flatMap(([role, families]) => {
    const kinds = families.filter(({ options }) => options.some(({ flag }) => flag === unused.flag));
    if (kinds.length === 0) return [];
    const names = kinds.map(({ kind }) => kind).sort();
    return [`--${role} ${names.join(' or ')}`];
  });
  throw usageError(`--${unused.flag} goes with ${users.join(', or ')}.`);
}

/** Names of earlier versions go on being read; undefined where none was typed. */
function formerNamesNotice(values: OptionValues, chosen: readonly ChosenFamily[]): string | undefined {
  const renamed = chosen.filter(
    ({ role, family }) => values[role] === family.formerKind && family.formerKind !== undefined,
  );
  if (renamed.length === 0) return undefined;
  const typed = renamed.map(({ role }) => `--${role} ${String(values[role])}`).join(' and ');
  const present = renamed.map(({ role, family }) => `--${role} ${family.kind}`).join(' and ');
  return `${typed} ${renamed.length === 1 ? 'is an old name' : 'are old names'}: write ${present}.`;
}

/** @param needer what is chosen, for messages: `--scorer onnx` */
function flagSource(values: OptionValues, needer: string): OptionSource {
  return {
    text: ({ type, flag }) => {
      const text = textOption(values, flag);
      return text !== undefined && type === 'path' ? path.resolve(text) : text;
    },
    paths: ({ flag }) => textOptions(values, flag).map((text) => path.resolve(text)),
    oneOf: <Value extends string>({ flag, values: words }: ChoiceOption<string, Value>) =>
      textOption(values, flag) === undefined ? undefined : choiceOption(values, flag, words),
    count: ({ flag, minimum }) =>
      integerOption(values, flag, undefined, { test: (n) => n >= minimum, expected: `a number from ${minimum}` }),
    isOn: ({ flag }) => values[flag] === true,
    nameOf: ({ flag }) => `--${flag}`,
    missing: (option) => {
      const placeholder =
        (option.type === 'path' || option.type === 'paths') && 'placeholder' in option ? ` ${option.placeholder}` : '';
      return usageError(`${needer} needs --${option.flag}${placeholder}.`);
    },
  };
}
