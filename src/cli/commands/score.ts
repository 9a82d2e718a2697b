import path from 'node:path';
import { manifestOf } from '../../engine/jobs/exportRows';
import type { ModelScorerChoice } from '../../protocol/dataset';
import { formatCount } from '../../protocol/rowCard';
import type { Command, Session } from '../command';
import { scorerOption } from '../modelOptions';
import { prepareServers } from '../costCheck';
import { OUTPUT_OPTIONS, SCORER_OPTIONS } from '../option';
import { checkOutputs } from '../outputs';
import { reportProblems } from '../rowReports';
import { textOption } from '../values';
import { truncatedTurnsLine } from '../selectionText';
import { openDataset } from './openDataset';

export const score: Command = {
  name: 'score',
  summary: 'Scores complexity and quality of every turn',
  options: {
    ...SCORER_OPTIONS,
    output: {
      type: 'string',
      placeholder: 'FILE',
      help: 'write the rows with complexity_scores, quality_scores\nand evol_score added',
    },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const scorer = scorerOption(values);
    const output = textOption(values, 'output');
    await checkOutputs(
      session.file,
      output === undefined ? [] : [output, manifestOf(output)],
      values.overwrite === true,
    );
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { scorer });
    const scored = await engine().request('dataset/score', { datasetId, scorer }, call);
    const { rowsScored, turnsScored, turnsTruncated } = scored;
    const info = await openDataset(session);
    const badRows = await reportProblems(session, info);
    const { rowCount } = info;
    const written = output === undefined ? undefined : await writeScores(session, datasetId, output);
    return {
      document: {
        rows: rowCount,
        badRows,
        rowsScored,
        turnsScored,
        turnsTruncated,
        scorer,
        ...(written === undefined ? {} : { output: written }),
      },
      text: [
        `Scored ${formatCount(rowsScored)} of ${formatCount(rowCount)} rows.`,
        scorer.kind === 'precomputed'
          ? 'Scorer: precomputed, as the rows carry them.'
          : `Scorer: ${scorerName(scorer)}; ${formatCount(turnsScored)} turns scored, the rest came from the cache.`,
        ...truncatedTurnsLine(turnsTruncated),
        ...(written === undefined ? [] : [`Wrote ${formatCount(written.rows)} rows to ${output}.`]),
      ].join('\n'),
    };
  },
};

function scorerName(scorer: ModelScorerChoice): string {
  if (scorer.kind === 'openai')
    return scorer.judge === true ? 'direct scoring by a chat model' : 'models behind a server';
  return scorer.kind === 'embedded' ? 'heuristic default' : 'ONNX models';
}

function writeScores({ engine, values, call }: Session, datasetId: string, output: string) {
  const request = { rows: 'all', order: 'file', withScores: true, overwrite: values.overwrite === true } as const;
  return engine().request('dataset/export', { datasetId, outputPath: path.resolve(output), ...request }, call);
}
