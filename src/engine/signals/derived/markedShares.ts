import type { MarkedText } from './markedText';
import type { TextSignal } from '../signalSource';

/** Of the characters of instructions and responses that are no white space, from 0 to 1; a row without any has none. */
export const CODE_SHARE: TextSignal = { derive: ({ marked }) => shareOf('code', marked) };
export const MATHS_SHARE: TextSignal = { derive: ({ marked }) => shareOf('maths', marked) };

function shareOf(part: 'code' | 'maths', { all, ...parts }: MarkedText): number | undefined {
  return all === 0 ? undefined : parts[part] / all;
}
