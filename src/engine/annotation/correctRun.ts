import type { ReadRun } from '../../evol/inspect/followedRun';
import { addCorrection, correctedBy, CORRECTION_LINE } from '../../evol/run/corrections';
import type { CorrectionRequest } from '../../protocol/annotation';
import type { Correction } from '../../evol/types';
import { fault } from '../../messages/say';

/**
 * Adds a correction to a run's folder.
 * @returns what takes it back
 * @throws DeitaError `usage` for what the run does not have or what is no correction, `outputFailed`
 */
export async function correctRun(read: ReadRun, request: CorrectionRequest): Promise<CorrectionRequest> {
  const correction: Correction = { ...request, at: new Date().toISOString() };
  assertFits(read, correction);
  const { chain, step, score, drop } = request;
  const before = correctedBy(read.run.corrections)(chain, step);
  await addCorrection(read.run.folder, correction);
  return {
    chain,
    ...(step === undefined ? {} : { step }),
    ...(score === undefined ? {} : { score: before.score }),
    ...(drop === undefined ? {} : { drop: before.drop }),
  };
}

function assertFits({ inspected }: ReadRun, correction: Correction): void {
  if (!CORRECTION_LINE.matches(correction)) throw fault('noCorrection');
  const { chain: id, step } = correction;
  const chain = inspected.chains.find((one) => one.id === id);
  const hasStep = step === undefined || chain?.variants.some((variant) => variant.step === step) === true;
  if (chain === undefined || !hasStep) {
    throw step === undefined ? fault('noChain', { chain: id }) : fault('noStep', { step: String(step), chain: id });
  }
}
