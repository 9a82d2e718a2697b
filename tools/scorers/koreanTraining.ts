import { KOREAN_SIZES, type KoreanReadingJson } from '../../src/scoring/builtIn/koreanReading';
import { linearJson } from './headTraining';
import { fitRidge, type LabelledRow } from './ridge';

/** A judged turn and what its second reading sees of it; nothing where the request is not Korean. */
export interface KoreanLesson {
  readonly inputs?: Float64Array | undefined;
  /** The same without its answer. */
  readonly bare?: Float64Array | undefined;
  readonly complexity: number;
  readonly quality: number;
  readonly source: string;
}

/** Sizes tell most, and are few. */
const SIZE_PENALTY = 1;
const FORM_PENALTY = 15;
/** Inputs with which neither score may fall, as in the heads. */
const ANSWER_SIZES: readonly number[] = [KOREAN_SIZES.indexOf('responseBytes'), KOREAN_SIZES.indexOf('turnBytes')];
/** What complexity reads without an answer counts this much, as in the heads. */
const BARE_WEIGHT = 0.1;

/** Fits what Korean turns are read by a second time: complexity by sizes, quality by sizes and the answer's form. */
export function trainKoreanReading(lessons: readonly KoreanLesson[]): KoreanReadingJson {
  const sizes = KOREAN_SIZES.length;
  const quality = lessons.flatMap(({ inputs, quality: value, source }) => rowOf(inputs, value, source, 1));
  const complexity = lessons.flatMap(({ inputs, bare, complexity: value, source }) => [
    ...rowOf(inputs?.slice(0, sizes), value, source, 1),
    ...rowOf(bare?.slice(0, sizes), value, source, BARE_WEIGHT),
  ]);
  return {
    complexity: linearJson(fitRidge(complexity, { penalty: SIZE_PENALTY, rising: () => true })),
    quality: linearJson(
      fitRidge(quality, {
        penalty: (input) => (input < sizes ? SIZE_PENALTY : FORM_PENALTY),
        rising: (input) => ANSWER_SIZES.includes(input),
      }),
    ),
  };
}

function rowOf(inputs: Float64Array | undefined, value: number, group: string, weight: number): LabelledRow[] {
  return inputs === undefined ? [] : [{ features: inputs, value, weight, group }];
}
