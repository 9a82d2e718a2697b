import path from 'node:path';
import type { OptionValues } from '../../command';
import type { Options } from '../../option';
import { requiredOption } from '../../values';

export const RUN_OPTION = {
  run: { type: 'string', placeholder: 'DIR', help: 'folder of the annotation run, such as pool.evol' },
} as const satisfies Options;

/** @throws DeitaError `usage` */
export function runFolder(values: OptionValues, command: string): string {
  return path.resolve(requiredOption(values, 'run', command, 'DIR'));
}
