import type { DeitaError } from '../common/errors';
import { NETWORK_FILES } from '../common/modelFolder';
import { fault, noneOf } from '../messages/say';
import type { RemoteFile, Repository } from './repository';

const REQUIRED = ['config.json', 'tokenizer.json'];

/** What else of a repository decides what a model answers, or under which terms. */
const BESIDES =
  /^(tokenizer_config|special_tokens_map|modules|sentence_bert_config|config_sentence_transformers|deita\.model)\.json$|^\d+_\w+\/config\.json$|^licen[cs]e[^/]*$/i;

export interface ChosenFiles {
  /** Path of the network inside the repository. */
  readonly network: string;
  /** Whether a reader of the folder finds the network without being told. */
  readonly isDefaultNetwork: boolean;
  readonly files: readonly RemoteFile[];
}

/**
 * The files that running a model takes: one network with its external data, configuration, tokenizer, licence.
 * @param named path of a network other than the default, such as `onnx/model_quantized.onnx`
 * @throws DeitaError `downloadFailed` when the repository lacks one of them
 */
export function chooseFiles({ name, files }: Repository, named?: string): ChosenFiles {
  const has = (path: string): boolean => files.some((file) => file.path === path);
  const network = (named === undefined ? NETWORK_FILES : [named]).find(has);
  if (network === undefined) throw withoutNetwork(name, files, named);
  const missing = REQUIRED.filter((path) => !has(path));
  if (missing.length > 0) {
    throw fault('noHubFile', { model: name, files: noneOf(missing) });
  }
  const wanted = ({ path }: RemoteFile): boolean =>
    path.startsWith(network) || REQUIRED.includes(path) || BESIDES.test(path);
  return { network, isDefaultNetwork: NETWORK_FILES.includes(network), files: files.filter(wanted) };
}

function withoutNetwork(name: string, files: readonly RemoteFile[], named: string | undefined): DeitaError {
  const networks = files.map(({ path }) => path).filter((path) => path.endsWith('.onnx'));
  const missing = { model: name, files: named ?? noneOf(NETWORK_FILES) };
  return networks.length === 0
    ? fault('noHubNetwork', missing)
    : fault('otherHubNetworks', { ...missing, found: networks.join(', ') });
}
