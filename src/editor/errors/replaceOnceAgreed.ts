import { DeitaError } from '../../common/errors';
import { errorWords } from '../../wording/errorText';

/**
 * Writes what was asked for; where something is there already, again over it once that is agreed to.
 * @param agrees whether what the message tells of is replaced
 * @returns undefined when it is to stay
 * @throws what `write` throws, but for `outputExists` of a request that does not overwrite
 */
export async function replaceOnceAgreed<Request extends { readonly overwrite: boolean }, Written>(
  request: Request,
  write: (request: Request) => PromiseLike<Written>,
  agrees: (message: string) => PromiseLike<boolean>,
): Promise<Written | undefined> {
  try {
    return await write(request);
  } catch (error) {
    if (!(error instanceof DeitaError) || error.code !== 'outputExists' || request.overwrite) throw error;
    return (await agrees(errorWords(error).message)) ? write({ ...request, overwrite: true }) : undefined;
  }
}
