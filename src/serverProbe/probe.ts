import type { ProbeReport, ProbeRequest } from '../protocol/serverProbe';
import type { Endpoint } from '../serverClient/endpoint';
import { listModels } from '../serverClient/models';
import type { RetryPolicy } from '../serverClient/retry';
import { Server } from '../serverClient/server';
import type { Requester } from '../serverClient/serverClient';
import { Findings } from './findings';
import { findModel } from './findModel';
import { REQUESTS_AT_ONCE } from './measureSpeed';
import { probeEmbedder } from './probeEmbedder';
import { probeJudge } from './probeJudge';
import type { ProbeOptions, RoleOptions } from './probeOptions';
import { probeLanguageModel } from './probeLanguageModel';
import { probeScorer } from './probeScorer';

/** Somebody waits for the answer: what does not come soon is a finding. */
const RETRY: RetryPolicy = { attempts: 3, baseMs: 250, maxMs: 2_000 };
/** A model may have to be loaded first. */
const TIMEOUT_MS = 120_000;
const LIST_TIMEOUT_MS = 8_000;

/** The models that a server lists. @throws ServerError, `cancelled` */
export async function modelNames(endpoint: Endpoint, signal?: AbortSignal): Promise<string[]> {
  const server = new Server(endpoint, { retry: RETRY, timeoutMs: LIST_TIMEOUT_MS });
  return (await listModels(server, signal)).map(({ id }) => id);
}

/**
 * Finds out whether a served model can do what it is wanted for, and how fast.
 * @throws DeitaError `usage` for a base URL that is none, `cancelled`; everything else is a finding
 */
export function probe(request: ProbeRequest, apiKey: string | undefined, options: ProbeOptions): Promise<ProbeReport> {
  const endpoint: Endpoint = { baseUrl: request.baseUrl, apiKey };
  const server = new Server(endpoint, { concurrency: REQUESTS_AT_ONCE, retry: RETRY, timeoutMs: TIMEOUT_MS });
  return probeServer(server, request, options);
}

/** The same of a server that is at hand. @throws DeitaError `cancelled`; everything else is a finding */
export async function probeServer(
  server: Requester,
  request: ProbeRequest,
  { signal, onFinding, measureMs }: ProbeOptions,
): Promise<ProbeReport> {
  const findings = new Findings(onFinding);
  const models = await findModel(server, request, findings, signal);
  const textsPerSecond = models === null ? null : await probeModel(server, request, findings, { signal, measureMs });
  return findings.report(
    (models ?? []).map(({ id }) => id),
    textsPerSecond,
  );
}

/** @returns texts a second; null when not measured */
function probeModel(
  server: Requester,
  { role, ...request }: ProbeRequest,
  findings: Findings,
  options: RoleOptions,
): Promise<number | null> {
  if (role === 'embedding') return probeEmbedder(server, request.model, findings, options);
  if (role === 'judge') return probeJudge(server, request.model, findings, options);
  if (role === 'language') return probeLanguageModel(server, request.model, findings, options);
  return probeScorer(server, { role, ...request }, findings, options);
}
