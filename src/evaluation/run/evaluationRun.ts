import path from 'node:path';
import { isObject } from '../../dataset/formats/format';
import { readJsonFile } from '../../dataset/jsonFile';
import { AskedRun, beginOrResume, RUN_FILE } from '../../evol/run/askedRun';
import { assertSameParameters } from '../../evol/run/runDescription';
import { spentOn } from '../../evol/run/sentRequest';
import { say } from '../../messages/say';
import { EVALUATION_ROLES, type ByRole, type EvaluationRole } from '../types';
import type { Evaluation } from './evaluation';

/** `run.json` of an evaluation; holds no key. */
export interface EvaluationDescription {
  readonly version: 1;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type EvaluationRun = AskedRun<EvaluationDescription>;

/**
 * Goes on with the folder's evaluation, or begins one.
 * @throws DeitaError `runDiffers`, `runInUse`, `outputFailed`, `fileUnreadable`
 */
export async function openEvaluation(folder: string, { parameters, prompts }: Evaluation): Promise<EvaluationRun> {
  const form = {
    read: () => readDescription(folder),
    describe: () => Promise.resolve({ version: 1 as const, createdAt: new Date().toISOString(), parameters }),
    assertSame: (found: EvaluationDescription) => assertSameParameters(folder, found.parameters, parameters),
    prompts,
  };
  return new AskedRun(await beginOrResume<EvaluationDescription>(folder, form));
}

/** @returns undefined when the folder holds none @throws DeitaError `fileUnreadable` */
export function readDescription(folder: string): Promise<EvaluationDescription | undefined> {
  return readJsonFile(path.join(folder, RUN_FILE), isDescription, say('startAnotherRun'));
}

function isDescription(value: unknown): value is EvaluationDescription {
  if (!isObject(value) || value.version !== 1 || !isObject(value.parameters)) return false;
  return typeof value.parameters.kind === 'string';
}

/** What an evaluation took, over all its resumptions. */
export function spentByRole({ answers, sent }: Pick<EvaluationRun, 'answers' | 'sent'>): {
  readonly requests: number;
  readonly tokens: ByRole;
} {
  const of = (role: EvaluationRole) => {
    const isAsked = ({ key }: { readonly key: string }): boolean => key.startsWith(`${role}/`);
    return spentOn(answers.filter(isAsked), sent.filter(isAsked));
  };
  const spent = EVALUATION_ROLES.map((role) => [role, of(role)] as const);
  return {
    requests: spent.reduce((sum, [, { requests }]) => sum + requests, 0),
    tokens: Object.fromEntries(spent.map(([role, { tokens }]) => [role, tokens])) as ByRole,
  };
}
