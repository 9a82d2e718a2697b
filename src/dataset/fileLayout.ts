import { BYTE } from './bytes';

/** How the rows lie in the file. */
export type FileForm =
  | 'jsonLines'
  /** One list of rows, or several one after another. */
  | 'jsonArray'
  /** Values one after another, over several lines or several on a line. */
  | 'jsonValues'
  /** One object that holds the list of rows. */
  | 'jsonWrapper';

/** Where a scan begins, or goes on when the file grows. */
export interface ScanPosition {
  readonly offset: number;
  /** 1-based. */
  readonly lineNumber: number;
}

/** What is known of a file from its start, and decides how it is scanned. */
export interface FileLayout {
  readonly form: FileForm;
  /** Where the text begins: after the byte order mark, if there is one. */
  readonly textOffset: number;
  /** Where the rows begin: at the start of the text, or inside the list that a wrapper holds. */
  readonly rowsFrom: ScanPosition;
  /** The byte that ends a line: LF, and CR only in files that have no LF. */
  readonly lineBreak: number;
  /** Whether a list at the top of the file is a list of rows; otherwise it is a row, such as a list of messages. */
  readonly opensLists: boolean;
  /** The keys that lead to a wrapper's list of rows. */
  readonly listPath: readonly string[];
}

/** The layout of a file of a form that shows nothing unusual. */
export function plainLayout(form: FileForm, textOffset = 0): FileLayout {
  return {
    form,
    textOffset,
    rowsFrom: { offset: textOffset, lineNumber: 1 },
    lineBreak: BYTE.lineFeed,
    opensLists: form === 'jsonArray',
    listPath: [],
  };
}
