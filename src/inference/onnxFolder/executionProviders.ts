import type { ExecutionProvider } from '../../common/executionProvider';
import { listSupportedBackends } from 'onnxruntime-node';

/** ONNX Runtime's names, as far as they differ. */
const RUNTIME_NAMES: Readonly<Record<ExecutionProvider, string>> = {
  cpu: 'cpu',
  cuda: 'cuda',
  directml: 'dml',
  coreml: 'coreml',
};

export function runtimeName(provider: ExecutionProvider): string {
  return RUNTIME_NAMES[provider];
}

/** Whether this build of ONNX Runtime knows a provider; its libraries may still be missing. */
export function isSupported(provider: ExecutionProvider): boolean {
  return listSupportedBackends().some(({ name }) => name === RUNTIME_NAMES[provider]);
}
