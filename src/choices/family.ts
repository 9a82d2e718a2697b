import type { ModelOption, OptionSource } from './option';
import type { ServerUse } from './servedRole';

/** What was chosen; `kind` names its family. */
export interface Choice {
  readonly kind: string;
}

/** What the log may hold of a choice: neither texts nor keys. */
export type ChoiceLogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What was given for an option. */
export interface GivenOption {
  readonly option: ModelOption;
  /** Absolute where the option is a path; undefined = nothing was given. */
  readonly value: string | number | boolean | readonly string[] | undefined;
}

/** A family of scorers or of embedders: everything about a choice that does not need its model. */
export interface Family<C extends Choice = Choice, Options extends readonly ModelOption[] = readonly ModelOption[]> {
  readonly kind: C['kind'];
  /** What earlier versions called it. */
  readonly formerKind?: string;
  /** Its name in menus, such as "Heuristic default". */
  readonly name: string;
  /** What it is, in the words of the command line's help. */
  readonly help: string;
  /** Whether something is computed, or stands in files already. */
  readonly origin: 'model' | 'data';
  readonly options: Options;
  /** @throws DeitaError `usage` when something is missing or cannot be */
  read(source: OptionSource): C;
  /** What `read` makes the choice of again. */
  write(choice: C): readonly GivenOption[];
  /** One choice in a few words, for the toolbar: where it is and nothing secret. */
  label(choice: C): string;
  /** The servers that it asks; none for what runs here. */
  servers(choice: C): readonly ServerUse[];
  /** Whether they cost money by what they are, whatever their addresses; absent = the addresses tell. */
  isKnownToBePaid?(choice: C): boolean;
  /** Whether the editor's own models are asked: only where there is an editor, and off the user's allowance there. */
  readonly asksEditor?: true;
  logFields(choice: C): ChoiceLogFields;
}

export interface ScorerFamily<
  C extends Choice = Choice,
  Options extends readonly ModelOption[] = readonly ModelOption[],
> extends Family<C, Options> {
  /** Its scores are shown as those of a *heuristic default*, and can be explained. */
  readonly isHeuristic: boolean;
}

export interface EmbedderFamily<
  C extends Choice = Choice,
  Options extends readonly ModelOption[] = readonly ModelOption[],
> extends Family<C, Options> {
  /** The threshold that suits every embedder of the family; null = only the embedder itself may know one. */
  readonly recommendedThreshold: number | null;
}

/** The choices of some families. */
export type ChoiceOf<F> = F extends { read(source: OptionSource): infer C } ? C : never;

/** The choices of those families that compute something. */
export type ModelChoiceOf<F> = F extends { readonly origin: 'model' } ? ChoiceOf<F> : never;
