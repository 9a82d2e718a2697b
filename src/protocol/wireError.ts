import { DeitaError, messageOf } from '../common/errors';
import type { WireError } from './requests';

/** Any thrown value in the form that crosses a process boundary; what is no `DeitaError` is a defect: `internal`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof DeitaError) {
    const { code, message, hint, quoted, said } = error;
    return {
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...(quoted !== undefined && { quoted }),
      ...(said !== undefined && { said }),
    };
  }
  const message = messageOf(error);
  return { code: 'internal', message, ...(error instanceof SyntaxError && { quoted: message }) };
}

export function fromWireError({ code, message, hint, quoted, said }: WireError): DeitaError {
  return new DeitaError(code, message, hint, quoted, said);
}
