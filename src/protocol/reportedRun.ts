import { isObject } from '../dataset/formats/format';
import type { ModelLabel, SelectionSummary } from './dataset';

/** What a report or a manifest says of how its rows were selected, as far as it does. */
export interface ReportedRun {
  readonly name: string;
  readonly parameters?: SelectionSummary['parameters'];
  readonly models?: { readonly scorer?: ModelLabel; readonly embedder?: ModelLabel };
  /** ISO 8601. */
  readonly finishedAt?: string;
}

/** @param document of a report of a selection, or a manifest beside its rows; anything else says nothing */
export function reportedRun(name: string, document: unknown): ReportedRun {
  if (!isObject(document)) return { name };
  const summary = isObject(document.selection) ? document.selection : { ...document, ...objectIn(document.run) };
  const { parameters, models, finishedAt } = summary;
  return {
    name,
    // Whoever words them finds out whether this version knows what they hold.
    ...(isObject(parameters) ? { parameters: parameters as unknown as SelectionSummary['parameters'] } : {}),
    ...(isObject(models)
      ? { models: { ...modelIn('scorer', models.scorer), ...modelIn('embedder', models.embedder) } }
      : {}),
    ...(typeof finishedAt === 'string' ? { finishedAt } : {}),
  };
}

function modelIn(role: 'scorer' | 'embedder', label: unknown): Partial<Record<typeof role, ModelLabel>> {
  if (!isObject(label) || typeof label.name !== 'string') return {};
  const { name, version, hash, heuristic } = label;
  return { [role]: { name, version: textIn(version), hash: textIn(hash), heuristic: heuristic === true } };
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectIn(value: unknown): object {
  return isObject(value) ? value : {};
}
