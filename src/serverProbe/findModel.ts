import type { ServerPreset } from '../common/serverPresets';
import { listModels, type ServedModel } from '../serverClient/models';
import type { Requester } from '../serverClient/serverClient';
import { ServerError } from '../serverClient/serverError';
import type { Findings } from './findings';

const SHOWN_MODELS = 8;

/**
 * Whether the server answers and has the model.
 * @returns the models it lists, or null when it does not answer
 */
export async function findModel(
  server: Requester,
  { preset, model }: { readonly preset: ServerPreset; readonly model: string },
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<readonly ServedModel[] | null> {
  const models = await askModels(server, findings, signal);
  if (models === null || models.length === 0) return models;
  const names = models.map(({ id }) => id);
  if (names.some((name) => name === model || name === `${model}:latest`)) findings.ok('model', 'hasModel', { model });
  else reportOthers(names, { preset, model }, findings);
  return models;
}

async function askModels(
  server: Requester,
  findings: Findings,
  signal: AbortSignal | undefined,
): Promise<readonly ServedModel[] | null> {
  try {
    const models = await listModels(server, signal);
    findings.ok('reachable', 'serverAnswers', { url: server.baseUrl });
    return models;
  } catch (error) {
    if (error instanceof ServerError && error.kind === 'notFound') {
      findings.warn('model', 'listsNoModels', { url: server.baseUrl });
      return [];
    }
    findings.failed('reachable', error);
    return null;
  }
}

function reportOthers(
  names: readonly string[],
  { preset, model }: { readonly preset: ServerPreset; readonly model: string },
  findings: Findings,
): void {
  const shown = names.slice(0, SHOWN_MODELS).join(', ') + (names.length > SHOWN_MODELS ? ', …' : '');
  if (preset === 'llamacpp') {
    findings.warn('model', 'otherModelName', { models: shown });
    return;
  }
  findings.problem('model', 'hasOtherModels', { model, models: shown });
}
