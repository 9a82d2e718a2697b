import path from 'node:path';
import type { ComparedRun, SelectionComparison } from '../../protocol/comparison';
import { formatCount } from '../../wording/numbers';
import type { Command, Session } from '../command';
import { prepareServers } from '../costCheck';
import { selectionModels } from '../modelChoices';
import { EMBEDDER_OPTIONS, SCORER_OPTIONS } from '../modelOptions';
import { comparisonOutput } from '../comparisonOutput';
import { OUTPUT_OPTIONS } from '../option';
import { readMade, readRun } from '../selectedRows';
import { TOKENIZER_OPTION } from '../selectionOptions';
import { textOption, usageError } from '../values';
import { openDataset } from './openDataset';

export const compareSelections: Command = {
  name: 'compare',
  summary:
    'Compares selections (runs by name, reports or manifests) with each other, with random rows and with the longest',
  argument: 'runs',
  options: {
    tokenizer: TOKENIZER_OPTION,
    ...SCORER_OPTIONS,
    ...EMBEDDER_OPTIONS,
    output: {
      type: 'string',
      placeholder: 'FILE',
      help: 'also write a data card (.md, .html) or the figure of distributions (.svg)',
    },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    // Scores are compared where it is said whose.
    const models = selectionModels(session, { scorer: isScorerGiven(session), embedder: true });
    const { scorer, embedder } = models;
    if (embedder === undefined) throw usageError('deita compare needs an embedder.');
    const tokenizer = textOption(values, 'tokenizer');
    const output = await comparisonOutput(session);
    const runs = await Promise.all(session.runs.map((run) => readRun(session.file, run)));
    const { datasetId, rowCount, byteLength } = await openDataset(session);
    if (runs.some((run) => 'selectedRows' in run && run.selectedRows.some((row) => row >= rowCount))) {
      throw usageError(`A run has rows that ${session.file} has not.`);
    }
    await prepareServers(session, datasetId, models);
    const document = await engine().request(
      'dataset/compare',
      {
        datasetId,
        runs,
        embedder,
        ...(scorer === undefined ? {} : { scorer }),
        ...(tokenizer === undefined ? {} : { tokenizer: path.resolve(tokenizer) }),
      },
      call,
    );
    if (output === undefined) return { document, text: describe(document) };
    const made = await Promise.all(session.runs.map((run) => readMade(session.file, run)));
    await output.write({ file: path.basename(session.file), bytes: byteLength, comparison: document, made });
    return { document, text: [describe(document), '', `Wrote ${output.file}`].join('\n') };
  },
};

function isScorerGiven({ values }: Session): boolean {
  return Object.keys(SCORER_OPTIONS).some((flag) => !(flag in EMBEDDER_OPTIONS) && values[flag] !== undefined);
}

function describe({ runs, pairs }: SelectionComparison): string {
  const width = Math.max(...runs.map(({ name }) => name.length));
  return [
    `${'run'.padEnd(width)}     rows  coverage  nearest  clusters       tokens  mean length`,
    ...runs.map((run) => line(run, width)),
    '',
    'Overlap (rows in both over rows in either; rows only in the first, only in the second):',
    ...pairs.map(
      ({ a, b, jaccard, onlyInA, onlyInB }) =>
        `  ${a} · ${b}: ${jaccard.toFixed(3)}; ${formatCount(onlyInA)}, ${formatCount(onlyInB)}`,
    ),
    '',
    'At scale many methods do no better than random rows, and length is a strong cheap baseline: compare what training says.',
  ].join('\n');
}

function line(
  { name, counts, coverage, meanNearestSimilarity, clusters, tokens, means }: ComparedRun,
  width: number,
): string {
  return [
    name.padEnd(width),
    formatCount(counts.selected).padStart(8),
    coverage.toFixed(4).padStart(9),
    (meanNearestSimilarity === null ? '–' : meanNearestSimilarity.toFixed(4)).padStart(8),
    formatCount(clusters).padStart(9),
    formatCount(tokens).padStart(12),
    (means['total-length'] ?? 0).toFixed(1).padStart(12),
  ].join(' ');
}
