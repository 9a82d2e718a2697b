import path from 'node:path';
import { fault } from '../../messages/say';
import type { ComparisonRows, Curve, SelectionComparison } from '../../protocol/comparison';
import type { RowSet } from '../../protocol/views';
import type { BarPlace, RowsOnlyInOne, RunPair, SavedFile, StrategyCurve } from '../../protocol/pages/selectionsPage';
import type { ReportedRun } from '../../protocol/reportedRun';
import { modelsOf } from '../../protocol/selection';
import { picture } from '../../wording/pictures/svg';
import { comparisonFile } from '../../wording/selections/comparisonFile';
import { curveDrawing } from '../../wording/selections/curveDrawing';
import { barTitle } from '../../wording/selections/distributionText';
import { onlyInTitle } from '../../wording/selections/comparisonTexts';
import { strategyLines } from '../../wording/strategyText';
import { confirmCost, type CostConsent } from '../commands/costConfirmation';
import { starting } from '../commands/startingProgress';
import type { DatasetSession } from '../datasets/datasetSession';
import type { RunParameters } from '../runParameters';
import { askedRuns } from './comparableRuns';

/** What comparing goes by. */
export interface ComparingParts {
  readonly parameters: Pick<RunParameters, 'of' | 'forComparing' | 'budget'>;
  readonly consent: CostConsent;
}

type ComparingSession = Pick<DatasetSession, 'uri' | 'info' | 'runJob' | 'request' | 'setView'>;

const ENDINGS = { 'figure.svg': 'svg', 'card.md': 'md', 'card.html': 'html' } as const;
/** Rows of a list on the page. */
const LISTED_ROWS = 100;

/** What was last compared of a dataset, and the rows behind it. */
export class ComparedSelections {
  /** Without the rows, which the page asks for by place. */
  comparison: SelectionComparison | null = null;
  curve: StrategyCurve | null = null;
  private rows: ComparisonRows | undefined;
  private made: readonly ReportedRun[] = [];

  /** @param viewId of the rows that are listed, in the engine */
  constructor(
    private readonly parts: ComparingParts,
    private readonly viewId: string,
  ) {}

  /** @returns null where the user did not agree to the cost */
  async compare(session: ComparingSession, names: readonly string[]): Promise<SelectionComparison | null> {
    const { embedder } = this.parts.parameters.forComparing(session);
    const runs = await askedRuns(session, names);
    if (!(await confirmCost(session, { embedder }, this.parts.consent))) return null;
    const request = { runs: runs.map(({ asked }) => asked), embedder, knownScores: true, withRows: true };
    const { rows, ...comparison } = await session.runJob('dataset/compare', request, starting('embed'));
    this.rows = rows;
    this.made = runs.map(({ made }) => made);
    this.comparison = comparison;
    return comparison;
  }

  /** @returns null where the user did not agree to the cost */
  async drawCurve(session: ComparingSession, budgets: readonly number[]): Promise<StrategyCurve | null> {
    const { parameters, consent } = this.parts;
    const selection = parameters.of(session);
    const { embedder: coverageEmbedder } = parameters.forComparing(session);
    const models = [...modelsOf(selection), { embedder: coverageEmbedder }];
    if (!(await confirmCost(session, models, consent))) return null;
    const request = { budgets, selection, coverageEmbedder };
    const curve: Curve = await session.runJob('dataset/curve', request, starting('score'));
    this.curve = { ...curve, strategy: strategyLines(selection) };
    return this.curve;
  }

  /** @throws DeitaError `usage` for a run that was not compared */
  onlyIn({ a, b }: RunPair): RowSet {
    const others = new Set(this.selectedBy(b));
    return { name: onlyInTitle(a, b), rows: this.selectedBy(a).filter((row) => !others.has(row)) };
  }

  async listOnlyIn(session: ComparingSession, pair: RunPair, signal: AbortSignal): Promise<RowsOnlyInOne> {
    const { viewId } = this;
    const { rowCount: count } = await session.setView(viewId, { rowSet: this.onlyIn(pair) }, { signal });
    const rows = await session.request('view/rows', { viewId, start: 0, count: LISTED_ROWS }, { signal });
    return { count, rows: rows.map(({ rowIndex, lineNumber, preview }) => ({ rowIndex, lineNumber, preview })) };
  }

  /** @throws DeitaError `usage` for a bar that is not there */
  bar({ distribution: at, run, bar }: BarPlace): RowSet {
    const distribution = this.comparison?.distributions[at];
    const name = this.comparison?.runs[run]?.name;
    const bars = this.rows?.bars[at]?.[run];
    const wanted = distribution?.bars[bar];
    if (distribution === undefined || name === undefined || bars === undefined || wanted === undefined) {
      throw fault('nothingCompared');
    }
    const rows = (this.rows?.selected[run] ?? []).filter((_, place) => bars[place] === bar);
    return { name: `${name} · ${barTitle(distribution.signal, wanted)}`, rows };
  }

  /** null where there is nothing to write. */
  fileContent({ uri, info }: Pick<DatasetSession, 'uri' | 'info'>, { kind, png }: SavedFile): string | Buffer | null {
    const { comparison, curve, made } = this;
    if (kind === 'figure.png' || kind === 'curve.png') return png === undefined ? null : Buffer.from(png, 'base64');
    if (kind === 'curve.svg') return curve === null ? null : picture(curveDrawing(curve));
    if (comparison === null) return null;
    const facts = { file: path.basename(uri.fsPath), bytes: info.byteLength, comparison, made, curve };
    return comparisonFile(ENDINGS[kind], facts);
  }

  private selectedBy(name: string): readonly number[] {
    const at = this.comparison?.runs.findIndex((run) => run.name === name) ?? -1;
    const rows = this.rows?.selected[at];
    if (rows === undefined) throw fault('nothingCompared');
    return rows;
  }
}
