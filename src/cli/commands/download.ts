import path from 'node:path';
import { KNOWN_EMBEDDERS } from '../../protocol/hubModels';
import { formatMegabytes } from '../../wording/numbers';
import type { Command, CommandResult, Session } from '../command';
import { textOption } from '../values';

export const download: Command = {
  name: 'download',
  summary: 'Downloads an ONNX model from the Hugging Face hub; without a name lists known embedders',
  argument: 'model',
  options: {
    file: {
      type: 'string',
      placeholder: 'PATH',
      help: 'another ONNX file in the repository, such as\nonnx/model_quantized.onnx',
    },
    endpoint: { type: 'string', placeholder: 'URL', help: 'a mirror of the hub (default: HF_ENDPOINT, else the hub)' },
    'models-dir': {
      type: 'string',
      placeholder: 'DIR',
      help: "keep models here (default: DEITA_MODELS_DIR, else the user's)",
    },
  },
  run: (session) => (session.file === '' ? Promise.resolve(listed()) : downloaded(session)),
};

function listed(): CommandResult {
  const width = Math.max(...KNOWN_EMBEDDERS.map(({ repository }) => repository.length));
  const lines = KNOWN_EMBEDDERS.map(({ repository, languages, recommendedThreshold }) => {
    const threshold = recommendedThreshold === null ? 'calibrate' : `threshold ${recommendedThreshold}`;
    return `${repository.padEnd(width)}  ${languages}; ${threshold}`;
  });
  return { document: { embedders: KNOWN_EMBEDDERS }, text: lines.join('\n') };
}

async function downloaded({ file, values, engine, call, io }: Session): Promise<CommandResult> {
  const network = textOption(values, 'file');
  const endpoint = textOption(values, 'endpoint');
  const folder = textOption(values, 'models-dir');
  const request = {
    repository: file,
    ...(network === undefined ? {} : { network }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const { license, bytes } = await engine().request('hub/describe', request, call);
  io.stderr.write(`${file}: ${formatMegabytes(bytes)}, licence: ${license ?? 'none named, see its page'}\n`);
  const modelsFolder = folder === undefined ? null : path.resolve(folder);
  const model = await engine().request('hub/download', { ...request, modelsFolder }, call);
  return { document: model, text: `Downloaded to ${model.folder}` };
}
