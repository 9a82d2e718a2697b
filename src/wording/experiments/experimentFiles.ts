import type { ExperimentFile, Experiments } from '../../protocol/experiments';
import { picture } from '../pictures/svg';
import { curveDrawing } from './curveDrawing';
import { experimentsMarkdown } from './experimentsMarkdown';
import { radarDrawing } from './radarDrawing';

const CONTENT: Readonly<Record<ExperimentFile, (experiments: Experiments) => string>> = {
  'experiments.md': (experiments) => `${experimentsMarkdown(experiments)}\n`,
  'curve.svg': (experiments) => picture(curveDrawing(experiments)),
  'radar.svg': (experiments) => picture(radarDrawing(experiments)),
};

/** What a file of experiments holds; it ends with a line break. */
export function experimentFile(file: ExperimentFile, experiments: Experiments): string {
  return CONTENT[file](experiments);
}
