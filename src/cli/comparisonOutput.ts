import path from 'node:path';
import { writeFileAtomically } from '../dataset/atomicFile';
import type { Curve } from '../protocol/comparison';
import { picture } from '../wording/pictures/svg';
import type { CardFacts } from '../wording/selections/card';
import { COMPARISON_ENDINGS, comparisonFile } from '../wording/selections/comparisonFile';
import { curveDrawing } from '../wording/selections/curveDrawing';
import type { Session } from './command';
import { checkOutputs } from './outputs';
import { textOption, usageError } from './values';

/** A file that a command writes beside what it prints. */
export interface TextOutput<Facts> {
  /** As it was typed. */
  readonly file: string;
  readonly write: (facts: Facts) => Promise<void>;
}

/** What `deita compare --output` names, checked before the work. @throws DeitaError `usage`, `outputExists`, `outputFailed` */
export function comparisonOutput(session: Session): Promise<TextOutput<CardFacts> | undefined> {
  return outputOf(session, COMPARISON_ENDINGS, comparisonFile);
}

/** The same of `deita curve`. @throws DeitaError `usage`, `outputExists`, `outputFailed` */
export function curveOutput(session: Session): Promise<TextOutput<Curve> | undefined> {
  return outputOf(session, ['svg'], (_, curve: Curve) => picture(curveDrawing(curve)));
}

async function outputOf<Ending extends string, Facts>(
  session: Session,
  endings: readonly Ending[],
  contentOf: (ending: Ending, facts: Facts) => string,
): Promise<TextOutput<Facts> | undefined> {
  const file = textOption(session.values, 'output');
  if (file === undefined) return undefined;
  const ending = endings.find((each) => file.toLowerCase().endsWith(`.${each}`));
  if (ending === undefined) {
    const list = endings.map((each) => `.${each}`).join(', ');
    throw usageError(`--output needs a name that ends in ${list}, not "${file}".`);
  }
  await checkOutputs(session, { texts: [file] });
  const overwrite = session.values.overwrite === true;
  return {
    file,
    write: async (facts) => {
      const content = Buffer.from(contentOf(ending, facts));
      await writeFileAtomically(path.resolve(file), { overwrite }, (sink) => sink.write(content));
    },
  };
}
