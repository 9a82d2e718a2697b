import { FAMILIES, type KindOf, type ModelRole } from './families';
import type { Family } from './family';
import type { RunModels } from './runModels';

/** The kind that a name stands for, be it of today or of an earlier version; undefined for any other text. */
export function kindNamed<Role extends ModelRole>(role: Role, name: unknown): KindOf[Role] | undefined {
  const families: readonly Family[] = Object.values(FAMILIES[role]);
  const found = families.find(({ kind, formerKind }) => kind === name || (formerKind ?? kind) === name);
  return found?.kind as KindOf[Role] | undefined;
}

/** The choices of a run as they are called today, whichever version wrote them down. */
export function withPresentKinds<Run extends RunModels>(run: Run): Run {
  const { scorer, embedder } = run;
  return {
    ...run,
    ...(scorer === undefined ? {} : { scorer: renamed('scorer', scorer) }),
    ...(embedder === undefined ? {} : { embedder: renamed('embedder', embedder) }),
  };
}

/** What else a choice holds has kept its name. */
function renamed<C extends { readonly kind: string }>(role: ModelRole, choice: C): C {
  return { ...choice, kind: kindNamed(role, choice.kind) ?? choice.kind };
}
