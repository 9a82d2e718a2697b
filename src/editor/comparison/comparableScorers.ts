import { scorerFamily, type ScorerChoice } from '../../choices/scorers';
import { fault } from '../../messages/say';
import type { ScorerEntry } from '../../protocol/pages/comparisonPage';

/** The scorers that a comparison chooses from: those that the settings name, and those that the user adds. */
export class ComparableScorers {
  private readonly choices: ScorerChoice[] = [];

  /** @param named that the settings name, the one that is set first */
  constructor(named: readonly ScorerChoice[]) {
    for (const choice of named) this.add(choice);
  }

  get entries(): ScorerEntry[] {
    return this.choices.map((choice) => ({ id: idOf(choice), label: labelOf(choice) }));
  }

  /** Of an entry. @throws DeitaError `usage` */
  choice(id: string): ScorerChoice {
    const found = this.choices.find((choice) => idOf(choice) === id);
    if (found === undefined) throw fault('scorerNotListed');
    return found;
  }

  /** @returns the entry's name; one that is there already is not added again */
  add(choice: ScorerChoice): string {
    const id = idOf(choice);
    if (!this.choices.some((other) => idOf(other) === id)) this.choices.push(choice);
    return id;
  }
}

function idOf(choice: ScorerChoice): string {
  return JSON.stringify(choice);
}

function labelOf(choice: ScorerChoice): string {
  const family = scorerFamily(choice);
  const label = family.label(choice);
  return label === family.name ? label : `${family.name}: ${label}`;
}
