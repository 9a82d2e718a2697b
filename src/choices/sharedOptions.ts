import { EXECUTION_PROVIDERS } from '../common/executionProvider';
import type { ChoiceOption, TextOption } from './option';

/** Where models are served, unless another option says so for one of them. */
export const BASE_URL = {
  type: 'url',
  setting: 'server.baseUrl',
  flag: 'base-url',
  placeholder: 'URL',
  help: 'such as http://localhost:8000/v1',
} as const satisfies TextOption;

/** Decides how the engine runs folders with models; no part of a choice. */
export const EXECUTION_PROVIDER = {
  type: 'choice',
  setting: 'onnx.executionProvider',
  flag: 'execution-provider',
  placeholder: 'NAME',
  values: EXECUTION_PROVIDERS,
  help: 'what runs ONNX models: cpu (default), cuda, directml or coreml',
} as const satisfies ChoiceOption;
