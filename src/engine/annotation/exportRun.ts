import type { ReadRun } from '../../evol/inspect/followedRun';
import { writeFileAtomically } from '../../dataset/atomicFile';
import { trainingRow } from '../../evol/scorerSet';
import { textsOfRun } from '../../evol/trainingTexts';
import type { ParamsOf } from '../../protocol/requests';
import { fault } from '../../messages/say';

/**
 * Writes the scored variants of a run, corrections applied, as a fine-tuning set.
 * @returns how many
 * @throws DeitaError `scoresMissing`, `outputExists`, `outputFailed`
 */
export async function exportRun(
  { run, inspected }: ReadRun,
  { folder, outputPath, format, overwrite }: ParamsOf<'evol/export'>,
): Promise<number> {
  const texts = textsOfRun(run, inspected, { file: '', run: folder });
  if (texts.length === 0) throw fault('noScoredVariants', { folder });
  await writeFileAtomically(outputPath, { overwrite }, async (sink) => {
    for (const text of texts) await sink.write(Buffer.from(`${JSON.stringify(trainingRow(text, format))}\n`));
  });
  return texts.length;
}
