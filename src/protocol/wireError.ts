import { DeitaError, messageOf } from '../common/errors';
import type { WireError } from './requests';

/** Any thrown value in the form that crosses a process boundary; what is no `DeitaError` is a defect: `internal`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof DeitaError) {
    const { code, message, hint } = error;
    return hint === undefined ? { code, message } : { code, message, hint };
  }
  return { code: 'internal', message: messageOf(error) };
}

export function fromWireError({ code, message, hint }: WireError): DeitaError {
  return new DeitaError(code, message, hint);
}
