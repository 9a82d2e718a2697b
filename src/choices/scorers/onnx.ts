import type { ScorerFamily } from '../family';
import { bothNames, lastPart } from '../labels';
import { required, type TextOption } from '../option';
import { EXECUTION_PROVIDER } from '../sharedOptions';

/** Two folders on this machine. */
export interface OnnxScorerChoice {
  readonly kind: 'onnx';
  readonly complexityModel: string;
  readonly qualityModel: string;
}

const COMPLEXITY_MODEL = {
  type: 'path',
  setting: 'onnx.complexityModel',
  flag: 'complexity-model',
  placeholder: 'DIR',
  help: 'a folder with model.onnx, tokenizer.json and config.json',
} as const satisfies TextOption;

const QUALITY_MODEL = {
  type: 'path',
  setting: 'onnx.qualityModel',
  flag: 'quality-model',
  placeholder: 'DIR',
  help: 'a folder like it',
} as const satisfies TextOption;

export const ONNX_SCORER = {
  kind: 'onnx',
  name: 'ONNX models',
  help: 'onnx (models in folders)',
  origin: 'model',
  isHeuristic: false,
  options: [COMPLEXITY_MODEL, QUALITY_MODEL, EXECUTION_PROVIDER],
  read: (source): OnnxScorerChoice => ({
    kind: 'onnx',
    complexityModel: required(source, COMPLEXITY_MODEL),
    qualityModel: required(source, QUALITY_MODEL),
  }),
  write: ({ complexityModel, qualityModel }) => [
    { option: COMPLEXITY_MODEL, value: complexityModel },
    { option: QUALITY_MODEL, value: qualityModel },
  ],
  label: ({ complexityModel, qualityModel }) => bothNames(lastPart(complexityModel), lastPart(qualityModel)),
  servers: () => [],
  logFields: ({ complexityModel, qualityModel }) => ({ complexityModel, qualityModel }),
} as const satisfies ScorerFamily<OnnxScorerChoice>;
