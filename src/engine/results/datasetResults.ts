import type { DatasetInfo } from '../../protocol/dataset';
import { FormerResults } from './formerResults';
import type { PoolResults, PoolScores } from './poolResults';
import type { SelectionResult } from './selectionResult';

const NOTHING: PoolResults = { scores: null, selection: null };
/** No text is edited: rows are read as they stand in the file. */
const AS_WRITTEN = '';

/** What is known of a dataset's rows from runs, now and from before rows or texts became others. */
export class DatasetResults {
  /** Of the rows as they are now: what runs go by. */
  now: PoolResults = NOTHING;
  private former = new FormerResults();
  /** What rows are read with, as a summary of decisions tells it. */
  private texts = AS_WRITTEN;
  /** What selections came to, by the edited texts that they were made with. */
  private readonly selectionsOfTexts = new Map<string, PoolResults>();

  /** What rows are shown with: until there is a selection, that of what the file held before. */
  get shown(): PoolResults {
    return this.former.shownWith(this.now);
  }

  /** Whether something is known of rows of which it is not known yet which they are now. */
  get isPending(): boolean {
    return this.former.isPending;
  }

  get infoOfFormer(): Pick<DatasetInfo, 'former'> {
    return this.former.infoBeside(this.now);
  }

  setScores(scores: PoolScores): void {
    const { selection } = this.now;
    const scorer = selection?.summary.models.scorer;
    const stands = scorer === undefined || scorer.hash === scores.label.hash;
    this.now = { scores, selection: stands ? selection : null };
  }

  /** Shows scores while there are more and more of them, where that hides nothing. @returns whether it hides nothing */
  showScores(scores: PoolScores): boolean {
    const { scores: shown, selection } = this.now;
    if (selection !== null) return false;
    const isSameScorer = shown?.label.hash === scores.label.hash;
    if (isSameScorer && shown.table.rowsScored > scores.table.rowsScored) return false;
    if (shown?.table !== scores.table) this.now = { scores, selection };
    return true;
  }

  setSelection(scores: PoolScores | null, selection: SelectionResult): void {
    this.now = { scores, selection };
    this.former = new FormerResults();
  }

  /**
   * What an earlier engine kept.
   * @param fingerprints of the rows as they were then, where these are others; undefined = they are the same
   */
  restore(kept: PoolResults, fingerprints?: Float64Array): void {
    const texts = kept.selection?.summary.decisions?.texts ?? AS_WRITTEN;
    if (texts !== AS_WRITTEN) {
      if (fingerprints === undefined) this.selectionsOfTexts.set(texts, kept);
    } else if (fingerprints === undefined) this.now = kept;
    else this.former = FormerResults.of(kept, fingerprints);
  }

  /**
   * Remembers what is known of rows that are about to become others.
   * @returns to be called once they are; told whether those that were edited are among them as they were
   */
  beforeRowsChange(fingerprintsOf: () => Float64Array): (keepEdits: boolean) => void {
    const pool = this.former.poolWith(this.now, fingerprintsOf);
    return (keepEdits) => {
      if (!keepEdits) this.texts = AS_WRITTEN;
      this.former = new FormerResults(pool);
      this.now = NOTHING;
      this.selectionsOfTexts.clear();
    };
  }

  /** Rows are read with other texts. A selection is a former one then, unless these texts were there before. */
  changeTexts(texts: string | undefined, fingerprintsOf: () => Float64Array): void {
    if (this.now.selection !== null) this.selectionsOfTexts.set(this.texts, this.now);
    const pool = this.former.poolWith(this.now, fingerprintsOf);
    this.texts = texts ?? AS_WRITTEN;
    const known = this.selectionsOfTexts.get(this.texts);
    this.former = new FormerResults(known === undefined ? pool : null);
    this.now = known ?? NOTHING;
  }

  /** Takes up what was known of rows that are still there. @returns whether that changes anything */
  carryOver(fingerprints: () => Float64Array): boolean {
    const { now } = this;
    if (this.former.isPending) this.now = this.former.carryOver(now, fingerprints());
    return this.now !== now;
  }

  /** Forgets results of another number of rows. @returns whether there were such */
  dropForeign(rowCount: number): boolean {
    const { scores, selection } = this.now;
    const rowCounts = [scores?.table.rowCount, selection?.outcome.statuses.length];
    if (rowCounts.every((count) => count === undefined || count === rowCount)) return false;
    this.now = NOTHING;
    return true;
  }
}
