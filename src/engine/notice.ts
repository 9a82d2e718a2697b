import type { Message } from '../common/message';
import { inEnglish } from '../messages/wording';
import type { LogEntry } from '../protocol/log';

/** What the person should know, in English for the log. */
export function notice(said: Message): LogEntry {
  return { level: 'warn', message: inEnglish(said), said, notify: true };
}
