import { shownSelection } from '../../protocol/dataset';
import type { ShownSelection } from '../../protocol/pages/compositionPage';
import { initialFields } from '../../protocol/pages/runFields';
import { fileChangedText, staleSelectionText } from '../../wording/staleText';
import type { DatasetSession } from '../datasets/datasetSession';
import type { RunParameters } from '../runParameters';

/** What a page is told of the selection that a dataset shows. */
export class ShownSelectionOf {
  /** Whether tags by hand are among what is counted: nothing else tells that one was given in place of another. */
  followsTags = false;
  private told = 0;

  constructor(private readonly parameters: Pick<RunParameters, 'forPage' | 'typed'>) {}

  async of(session: DatasetSession): Promise<ShownSelection> {
    const { info } = session;
    const note = await this.noteOf(session);
    const { rowCount, indexing, selection, former, signals = [], decisions } = info;
    const added = signals.map(({ name, rowsWithValue }) => [name, rowsWithValue]);
    const again = this.followsTags && session.job === null ? ++this.told : 0;
    const state = [rowCount, indexing, selection?.finishedAt, former?.change, added, decisions, again];
    return { isThere: shownSelection(info) !== null, note, state: JSON.stringify(state) };
  }

  /** As the table says it of the same result. */
  private async noteOf(session: DatasetSession): Promise<string | null> {
    const { info, job } = session;
    if (info.former !== undefined) return fileChangedText(info.former.change);
    if (info.selection === null || job !== null) return null;
    const settings = await this.parameters.forPage(session);
    return staleSelectionText(
      info,
      this.parameters.typed(session) ?? initialFields(settings, info.selection),
      settings,
    );
  }
}
