import path from 'node:path';
import { hubNameParts } from '../../common/hub';
import type { HubDataset, HubDatasetRequest } from '../../protocol/hubDatasets';
import { files as countedFiles, rows as counted } from '../../wording/counts';
import { formatMegabytes } from '../../wording/numbers';
import type { Command, CommandResult, Session } from '../command';
import { OUTPUT_OPTIONS } from '../option';
import { textOption, usageError } from '../values';

export const fetchDataset: Command = {
  name: 'fetch',
  summary: 'Fetches a dataset from the Hugging Face hub; without --output says what it holds',
  argument: 'hubDataset',
  options: {
    output: { type: 'string', placeholder: 'DIR', help: 'the folder that its files go to' },
    config: {
      type: 'string',
      placeholder: 'NAME',
      help: 'a part of the dataset, such as a language (default: the only one)',
    },
    split: { type: 'string', placeholder: 'NAME', help: 'such as train (default: all of the config)' },
    endpoint: { type: 'string', placeholder: 'URL', help: 'a mirror of the hub (default: HF_ENDPOINT, else the hub)' },
    ...OUTPUT_OPTIONS,
  },
  async run(session) {
    const { values, engine, call, io } = session;
    const request = datasetRequest(session);
    const dataset = await engine().request('hub/describeDataset', request, call);
    const output = textOption(values, 'output');
    if (output === undefined) return { document: dataset, text: described(dataset).join('\n') };
    io.stderr.write(`${headline(dataset)}\n`);
    return fetched(session, request, output);
  },
};

async function fetched(
  { values, engine, call }: Session,
  request: HubDatasetRequest,
  output: string,
): Promise<CommandResult> {
  const [config, split] = ['config', 'split'].map((option) => textOption(values, option));
  const dataset = await engine().request(
    'hub/fetchDataset',
    {
      ...request,
      ...(config === undefined ? {} : { config }),
      ...(split === undefined ? {} : { split }),
      folder: path.resolve(output),
      overwrite: values.overwrite === true,
    },
    call,
  );
  const lines = dataset.splits.map(({ name, path: file, bytes }) => `${name}: ${file} (${formatMegabytes(bytes)})`);
  return { document: dataset, text: lines.join('\n') };
}

/** OWNER/NAME[@REVISION]. */
function datasetRequest({ file, values }: Session): HubDatasetRequest {
  const { repository, revision } = hubNameParts(file);
  if (revision === '') throw usageError(`Name a revision after the @ of ${file}, or leave it out.`);
  const endpoint = textOption(values, 'endpoint');
  return {
    repository,
    ...(revision === undefined ? {} : { revision }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

function headline({ repository, commit, license, gated }: HubDataset): string {
  const terms = gated ? '; its terms have to be accepted on its page' : '';
  return `${repository} at ${commit}, licence: ${license ?? 'none named, see its page'}${terms}`;
}

function described(dataset: HubDataset): string[] {
  const splits = dataset.configs.flatMap((config) =>
    config.splits.map(({ name, rows, files, bytes }) => {
      const facts = [...(rows === null ? [] : [counted(rows)]), countedFiles(files), formatMegabytes(bytes)];
      return `  ${config.name}  ${name}  ${facts.join(', ')}`;
    }),
  );
  return [
    headline(dataset),
    ...splits,
    `Fetch it with --output DIR${dataset.configs.length > 1 ? ' and --config' : ''}.`,
  ];
}
