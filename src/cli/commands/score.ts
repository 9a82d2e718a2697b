import path from 'node:path';
import { isScorerModel, scorerFamily, type ScorerChoice } from '../../choices/scorers';
import type { DatasetInfo, ScoreReason, TurnDetail, TurnReasons } from '../../protocol/dataset';
import type { ResultOf } from '../../protocol/requests';
import type { JoinChoice } from '../../protocol/signalSupply';
import { spokenWords } from '../../wording/errorText';
import { formatCount, formatEffect, formatScore } from '../../wording/numbers';
import { ADD_TO_ROWS_OPTION, addedSignals, addition, addSignals, type Addition } from '../addedSignals';
import type { Command, OptionValues, Session } from '../command';
import { noteUnused, scorerOption } from '../modelChoices';
import { SCORER_OPTIONS } from '../modelOptions';
import { prepareServers } from '../costCheck';
import { OUTPUT_OPTIONS } from '../option';
import { EDITS_OPTION, TOKENIZER_OPTION, tokenizerOption } from '../selectionOptions';
import { flagsWithoutSignal, SIGNAL_OPTIONS, signalServerFlags, signalSupply } from '../signalOptions';
import { describeSignal } from '../signalText';
import { checkOutputs } from '../outputs';
import { reportProblems } from '../rowReports';
import { integerOption, textOption, usageError } from '../values';
import { languageLine, nameOf, sourceOfRest, truncatedTurnsLine } from '../selectionText';
import { openDataset } from './openDataset';
import { rows, turns } from '../../wording/counts';

export const score: Command = {
  name: 'score',
  summary: 'Scores complexity and quality of every turn',
  takesPool: true,
  options: {
    ...SCORER_OPTIONS,
    add: ADD_TO_ROWS_OPTION,
    decisions: EDITS_OPTION,
    tokenizer: TOKENIZER_OPTION,
    ...SIGNAL_OPTIONS,
    output: {
      type: 'string',
      placeholder: 'FILE',
      help: 'write the rows with complexity_scores, quality_scores\nand evol_score added',
    },
    ...OUTPUT_OPTIONS,
    explain: {
      type: 'string',
      placeholder: 'N',
      help: 'say what raised and lowered the scores of row N,\ncounted from 0 (heuristic default)',
    },
  },
  async run(session) {
    const { values, engine, call } = session;
    const { scorer, join, added } = whatToScoreBy(session);
    const output = textOption(values, 'output');
    const explainedRow = rowToExplain(values, scorer);
    await checkOutputs(session, { rows: output, isAnnotated: true });
    const { datasetId } = await openDataset(session);
    await prepareServers(session, datasetId, { scorer }, ...(added?.models ?? []));
    const request = { datasetId, scorer, ...(join === undefined ? {} : { join }) };
    const scored = await engine().request('dataset/score', request, call);
    const signals = await addSignals(session, datasetId, added);
    const info = await openDataset(session);
    const badRows = await reportProblems(session, info);
    const explained = explainedRow === undefined ? [] : [await explain(session, datasetId, explainedRow)];
    const written = output === undefined ? undefined : await writeScores(session, datasetId, output);
    return {
      document: {
        rows: info.rowCount,
        badRows,
        ...scored,
        scorer,
        ...(added === undefined ? {} : { signals }),
        ...(explained[0] === undefined ? {} : { explained: explained[0] }),
        ...(written === undefined ? {} : { output: written }),
      },
      text: [
        ...describeScores(session, scorer, scored, { ...info, badRows }),
        ...signals.map(describeSignal),
        ...explained.map(describeReasons),
        ...(written === undefined ? [] : [`Wrote ${rows(written.rows)} to ${output}.`]),
      ].join('\n'),
    };
  },
};

interface ScoredBy {
  readonly scorer: ScorerChoice;
  /** Where imported scores and signals come from that rows do not carry. */
  readonly join?: JoinChoice;
  readonly added: Addition | undefined;
}

/** @throws DeitaError `usage` */
function whatToScoreBy(session: Session): ScoredBy {
  const { values } = session;
  const supply = signalSupply(values);
  const scorer = scorerOption(session, signalServerFlags(supply));
  noteUnused(session, flagsWithoutSignal(values, addedSignals(values)));
  const { join } = supply;
  const added = addition(session, { ...supply, scorer, ...tokenizerOption(values) });
  return { scorer, added, ...(join === undefined ? {} : { join }) };
}

function describeScores(
  { cacheDir }: Session,
  scorer: ScorerChoice,
  { rowsScored, turnsScored, turnsTruncated, rowsOutsideLanguage }: ResultOf<'dataset/score'>,
  { rowCount, badRows, reading }: Pick<DatasetInfo, 'rowCount' | 'reading'> & { readonly badRows: number },
): string[] {
  const rest = turnsScored < (reading?.turns ?? 0) ? `, ${sourceOfRest(cacheDir)}` : '';
  return [
    `Scored ${formatCount(rowsScored)} of ${rows(rowCount)}.`,
    isScorerModel(scorer)
      ? `Scorer: ${scorerName(scorer)}; ${turns(turnsScored)} scored${rest}.`
      : `Scorer: ${scorer.complexitySignal === undefined ? 'precomputed' : scorerName(scorer)}, as the rows carry them.`,
    ...truncatedTurnsLine(turnsTruncated),
    ...languageLine(rowsOutsideLanguage, rowCount - badRows),
  ];
}

function rowToExplain(values: OptionValues, scorer: ScorerChoice): number | undefined {
  if (values.explain === undefined) return undefined;
  if (!scorerFamily(scorer).isHeuristic)
    throw usageError('--explain goes with the heuristic default: other scorers give no reasons.');
  return integerOption(values, 'explain', 0, { test: (row) => row >= 0, expected: 'a row index from 0' });
}

interface ExplainedRow {
  readonly rowIndex: number;
  readonly turns: readonly (Partial<Record<keyof TurnReasons, readonly WordedReason[]>> &
    Pick<TurnDetail, 'complexityScore' | 'qualityScore'>)[];
}

interface WordedReason {
  readonly text: string;
  readonly effect: number;
}

async function explain({ engine, call }: Session, datasetId: string, rowIndex: number): Promise<ExplainedRow> {
  const detail = await engine().request('row/detail', { datasetId, rowIndex }, call);
  const reasons = await engine().request('row/reasons', { datasetId, rowIndex }, call);
  const turns = detail.turns.map(({ complexityScore, qualityScore }, index) => {
    const { complexity, quality } = reasons[index] ?? {};
    return {
      ...(complexityScore === undefined ? {} : { complexityScore }),
      ...(qualityScore === undefined ? {} : { qualityScore }),
      ...(complexity === undefined ? {} : { complexity: complexity.map(inWords) }),
      ...(quality === undefined ? {} : { quality: quality.map(inWords) }),
    };
  });
  return { rowIndex, turns };
}

function inWords({ said, effect }: ScoreReason): WordedReason {
  return { text: spokenWords(said), effect };
}

function describeReasons({ rowIndex, turns }: ExplainedRow): string {
  const lines = turns.flatMap((turn, index) => [
    `Row ${rowIndex}, turn ${index + 1}: complexity ${formatScore(turn.complexityScore)}`,
    ...(turn.complexity ?? []).map(reasonLine),
    `Row ${rowIndex}, turn ${index + 1}: quality ${formatScore(turn.qualityScore)}`,
    ...(turn.quality ?? []).map(reasonLine),
  ]);
  return lines.join('\n');
}

function reasonLine({ text, effect }: WordedReason): string {
  return `  ${formatEffect(effect)}  ${text}`;
}

function scorerName(scorer: ScorerChoice): string {
  const family = scorerFamily(scorer);
  return nameOf({ name: family.label(scorer), heuristic: family.isHeuristic });
}

function writeScores({ engine, values, call }: Session, datasetId: string, output: string) {
  const request = { rows: 'all', order: 'file', withScores: true, overwrite: values.overwrite === true } as const;
  return engine().request('dataset/export', { datasetId, outputPath: path.resolve(output), ...request }, call);
}
