import path from 'node:path';
import { canTeach, type DistilledSample } from '../../../protocol/training';
import type { Command, OptionValues, Session } from '../../command';
import { prepareServers } from '../../costCheck';
import { modelEmbedderOption, scorerOption } from '../../modelChoices';
import { MODEL_EMBEDDER_OPTIONS, SCORER_OPTIONS } from '../../modelOptions';
import { OUTPUT_OPTIONS } from '../../option';
import { giveKeysFor } from '../../serverKeys';
import { integerOption, requiredOption, textOption, textOptions, usageError } from '../../values';
import { openDataset } from '../openDataset';
import { DIRECT_OPTIONS, directScoring } from './directOptions';
import { RUN_OPTION } from './runOption';
import { describeTraining } from './trainText';

/** Those that are about the scorer that teaches, and about none of the others. */
const TEACHER_OPTIONS = Object.keys(SCORER_OPTIONS).filter((name) => !(name in MODEL_EMBEDDER_OPTIONS));

export const evolTrain: Command = {
  name: 'evol train',
  summary: 'Trains a scorer from annotation runs, from rows that carry scores, or from another scorer',
  argument: 'none',
  options: {
    run: { ...RUN_OPTION.run, multiple: true, help: 'folder of an annotation run; several are joined' },
    labels: {
      type: 'string',
      multiple: true,
      placeholder: 'FILE',
      help: 'rows with complexity_scores and quality_scores to learn\nfrom as well, such as those of a larger scorer; several are joined',
    },
    distil: {
      type: 'string',
      placeholder: 'FILE',
      help: 'a dataset of which --scorer scores a sample, through the\ncache, to learn from as well',
    },
    rows: { type: 'string', placeholder: 'N', help: 'of --distil: rows in the sample (default 2000)' },
    output: { type: 'string', placeholder: 'DIR', help: 'the scorer’s folder' },
    seed: { type: 'string', placeholder: 'S', help: 'seed of the training and the sample (default 0)' },
    ...DIRECT_OPTIONS,
    ...SCORER_OPTIONS,
    ...MODEL_EMBEDDER_OPTIONS,
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const [runs, labels] = ['run', 'labels'].map((name) => textOptions(values, name).map((file) => path.resolve(file)));
    const file = textOption(values, 'distil');
    if (runs === undefined || labels === undefined || (file === undefined && runs.length + labels.length === 0)) {
      throw usageError('deita evol train needs --run DIR, or --labels FILE, or --distil FILE.');
    }
    const outputPath = path.resolve(requiredOption(values, 'output', 'deita evol train', 'DIR'));
    const seed = integerOption(values, 'seed', 0, { test: (value) => value >= 0, expected: 'a number from 0' });
    const direct = directScoring(values);
    assertGoTogether(values, { runs, file });
    const embedder = modelEmbedderOption(without(session, direct === undefined && file === undefined ? [] : TAKEN));
    const distilled = file === undefined ? undefined : await sampleOf(session, file, seed);
    if (direct?.judges.kind === 'server') {
      await giveKeysFor(session, [{ baseUrl: direct.judges.baseUrl, role: 'judge' }]);
    }
    const summary = await engine().request(
      'evol/train',
      {
        ...{ runs, labels, outputPath, embedder, seed, overwrite: values.overwrite === true },
        ...(distilled === undefined ? {} : { distilled }),
        ...(direct === undefined ? {} : { direct }),
      },
      call,
    );
    return { document: summary, text: describeTraining(summary) };
  },
};

/** What direct scoring or the teacher is told by an option that an embedder behind a server has too. */
const TAKEN = ['base-url', 'concurrency', 'price', 'max-cost'];

function without(session: Session, names: readonly string[]): Session {
  const values = Object.entries(session.values).filter(([name]) => !names.includes(name));
  return { ...session, values: Object.fromEntries(values) };
}

/** @throws DeitaError `usage`: an option that would have no effect was meant to have one */
function assertGoTogether(
  values: OptionValues,
  { runs, file }: { readonly runs: readonly string[]; readonly file: string | undefined },
): void {
  const isDirect = values.direct === true;
  if (isDirect && runs.length === 0) throw usageError('--direct needs --run DIR: it rates the variants of runs.');
  if (isDirect && file !== undefined) throw usageError('--direct and --distil exclude each other.');
  if (file !== undefined) return;
  const names = isDirect ? TEACHER_OPTIONS.filter((name) => !TAKEN.includes(name)) : TEACHER_OPTIONS;
  const unused = ['rows', ...names].find((name) => values[name] !== undefined);
  if (unused !== undefined) throw usageError(`--${unused} goes with --distil.`);
}

/** Fewer say little about an error, and more hardly help a head. */
const DISTILLED_ROWS = 2000;

/** @throws DeitaError `usage` above `--max-cost` */
async function sampleOf(session: Session, file: string, seed: number): Promise<DistilledSample> {
  const rows = integerOption(session.values, 'rows', DISTILLED_ROWS, {
    test: (value) => value >= 2,
    expected: 'a number from 2',
  });
  const embedders = Object.keys(MODEL_EMBEDDER_OPTIONS).filter((name) => !(name in SCORER_OPTIONS));
  const scorer = scorerOption(without(session, embedders));
  if (!canTeach(scorer))
    throw usageError(`--distil needs --scorer server, onnx or precomputed: ${scorer.kind} is fast already.`);
  const { datasetId } = await openDataset(session, file);
  await prepareServers(session, datasetId, { scorer, sample: { rows, seed } });
  return { datasetId, scorer, rows };
}
