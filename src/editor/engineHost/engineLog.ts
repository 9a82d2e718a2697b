import type { ErrorCode } from '../../common/errors';
import type { EngineApi } from '../../protocol/requests';
import type { PlainLog } from '../plainLog';
import { noticeWords } from '../../wording/errorText';

/**
 * Writes what the engine says into DEITA's log.
 * @param warn shows what the person should know besides
 * @returns a function that ends it
 */
export function followEngineLog(
  engine: Pick<EngineApi, 'on'>,
  log: Pick<PlainLog, 'write'>,
  warn: (message: string, code: ErrorCode | undefined) => void,
): () => void {
  return engine.on('log', (entry) => {
    log.write(entry);
    if (entry.notify === true) warn(noticeWords(entry), entry.code);
  });
}
