/** One option as the parser and the help text know it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** Whether it may be given several times. */
  readonly multiple?: true;
  /** What stands for its value in the help text. */
  readonly placeholder?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

export const COMMON_OPTIONS = {
  fields: {
    type: 'string',
    placeholder: 'MAP',
    help: 'where rows of no known format keep their fields:\ninstruction=PATH[,input=PATH][,response=PATH][,system=PATH], or\nmessages=PATH[,role=KEY][,content=KEY][,roles=NAME:user|NAME:assistant]',
  },
  json: { type: 'boolean', help: 'print one JSON document on stdout' },
  'cache-dir': { type: 'string', placeholder: 'DIR', help: 'keep scores and embeddings here' },
  'no-cache': { type: 'boolean', help: 'neither use nor keep scores and embeddings' },
  threads: { type: 'string', placeholder: 'N', help: 'cores for models (default: decided from the machine)' },
  help: { type: 'boolean', help: 'show this help' },
  version: { type: 'boolean', help: 'show the version' },
} as const satisfies Options;

export const OUTPUT_OPTIONS = {
  overwrite: { type: 'boolean', help: 'replace output files that exist' },
} as const satisfies Options;
