import type { BatchDialect } from './batchWork';
import { IDENTITY_TEMPLATE_FILE } from './identityTemplate';
import { RESULTS_FOLDER } from './resultFiles';
import type { BatchKind, BatchPart, RequestFile } from '../protocol/batch';

export interface BatchDescription {
  readonly kind: BatchKind;
  readonly files: readonly RequestFile[];
  readonly modelOf: (part: BatchPart) => string;
  readonly dialect: BatchDialect;
}

/** What to do with the files, for people: written beside them and printed. */
export function instructions(batch: BatchDescription): string {
  return [...runLines(batch), '', ...afterwards(batch)].join('\n');
}

function runLines({ kind, files, modelOf, dialect }: BatchDescription): string[] {
  if (dialect === 'openai') {
    return [
      'Submit the files to an endpoint with /v1/files and /v1/batches, wait for them and fetch the results:',
      '',
      '  deita batch submit FOLDER --base-url URL',
    ];
  }
  const flags =
    kind === 'scores'
      ? ` --chat-template ${IDENTITY_TEMPLATE_FILE} --chat-template-content-format string --generation-config vllm`
      : ' --runner pooling';
  return [
    'Run every file with vLLM, in this folder:',
    '',
    '  mkdir -p results',
    ...files.map(
      ({ name, part }) => `  vllm run-batch --model ${modelOf(part)}${flags} -i ${name} -o ${resultName(name)}`,
    ),
    '',
    ...(kind === 'scores' ? TEMPLATE_NOTE : []),
    'Or submit them to an endpoint with /v1/files and /v1/batches: deita batch submit FOLDER --base-url URL',
  ];
}

const TEMPLATE_NOTE = [
  `The scorers read a prompt that ends in a space. ${IDENTITY_TEMPLATE_FILE} makes the chat endpoint`,
  'pass it on byte for byte, with nothing but the beginning-of-sequence token before it. A server that is',
  'already running needs the same: vllm serve MODEL --chat-template ' + IDENTITY_TEMPLATE_FILE + ' \\',
  '  --chat-template-content-format string --generation-config vllm',
  'Versions of vLLM whose run-batch does not know --chat-template take the file as chat_template.jinja in the',
  'folder of the model.',
  '',
];

function afterwards({ kind }: BatchDescription): string[] {
  const what = kind === 'scores' ? 'scores' : 'embeddings';
  return [
    `Then take up the ${what}:`,
    '',
    '  deita batch import DATASET --batch FOLDER',
    '',
    'with the same model options as for the export. It says what is missing; exporting again writes only that.',
  ];
}

/** Where `deita batch import` looks for what becomes of a file of requests. */
function resultName(requestFile: string): string {
  return `${RESULTS_FOLDER}/${requestFile.replace(/\.jsonl$/, '.results.jsonl')}`;
}
