import { stringify } from 'yaml';
import type { Configuration } from './trainer';

/** A configuration as YAML that readers of YAML 1.1 take as it is meant: `5e-7` is a text to them, `5.0e-7` a number. */
export function yamlText(configuration: Configuration): string {
  return stringify(configuration, { lineWidth: 0 }).replace(/^(\w+: \d+)(e-\d+)$/gm, '$1.0$2');
}
