import type { FaultText } from '../text';

const LATER = 'Try again later.';
const OTHER_MIRROR = 'Use another mirror of the hub.';

/** Of the hub that models and datasets are downloaded from. */
export const HUB_FAULTS = {
  noHub: {
    code: 'hubUnreachable',
    message: '{endpoint} cannot be reached ({reason}).',
    hint: 'Check the network, or use a mirror of the hub. A model folder copied by hand works as well.',
  },
  hubSentMore: {
    code: 'downloadFailed',
    message: '{endpoint} sent more than it had announced.',
    hint: OTHER_MIRROR,
  },
  noHubAnswer: {
    code: 'downloadFailed',
    message: '{endpoint} gave no usable answer for {model} ({reason}).',
    hint: LATER,
  },
  noHubModel: {
    code: 'downloadFailed',
    message: '{endpoint} has no model "{model}".',
    hint: 'Check the name: owner/name.',
  },
  hubAccess: {
    code: 'downloadFailed',
    message: '{endpoint} does not hand out "{model}" to everybody, or has no such model.',
    hint: 'Accept its terms on its page and set HF_TOKEN to an access token of yours.',
  },
  noHubDataset: {
    code: 'downloadFailed',
    message: '{endpoint} has no dataset "{dataset}", or not this revision of it.',
    hint: 'Check the name: owner/name, or owner/name@revision.',
  },
  hubDatasetAccess: {
    code: 'downloadFailed',
    message: '{endpoint} does not hand out "{dataset}" to everybody, or has no such dataset.',
    hint: 'Accept its terms on its page and give an access token of yours (HF_TOKEN).',
  },
  noHubDatasetName: {
    code: 'usage',
    message: '"{dataset}" names no dataset on the hub.',
    hint: 'Give owner/name or owner/name@revision, such as HuggingFaceH4/no_robots.',
  },
  noHubConfig: {
    code: 'usage',
    message: '{dataset} has no config "{config}".',
    hint: 'It has {found}.',
  },
  severalHubConfigs: {
    code: 'usage',
    message: '{dataset} has several configs: {found}.',
    hint: 'Choose one of them.',
  },
  noHubSplit: {
    code: 'usage',
    message: '{dataset} has no split "{split}" in its config "{config}".',
    hint: 'It has {found}.',
  },
  noHubData: {
    code: 'downloadFailed',
    message: '{dataset} holds no file of rows that is read: JSON, CSV, Parquet or Arrow.',
    hint: 'Look at its page: it may be made by a script.',
  },
  hubStatus: {
    code: 'downloadFailed',
    message: '{endpoint} answered with status {status} for "{model}".',
    hint: LATER,
  },
  noHubName: {
    code: 'usage',
    message: '"{model}" names no model on the hub.',
    hint: 'Give owner/name, such as BAAI/bge-small-en-v1.5.',
  },
  noHubFile: { code: 'downloadFailed', message: '{model} has no {files}, which running it takes.' },
  noHubNetwork: {
    code: 'downloadFailed',
    message: '{model} has no {files}.',
    hint: 'Choose a model with an ONNX export, or export it with optimum-cli.',
  },
  otherHubNetworks: {
    code: 'downloadFailed',
    message: '{model} has no {files}.',
    hint: 'It has {found}: name one of these.',
  },
  damagedDownload: {
    code: 'downloadFailed',
    message: '{file} of {model} arrived damaged: its checksum is not the one that the hub names.',
    hint: 'Download it again; if that does not help, the endpoint is not to be trusted.',
  },
  otherDownload: { code: 'downloadFailed', message: '{file} is not what the hub lists.' },
  noRanges: {
    code: 'downloadFailed',
    message: '{origin} does not serve parts of files, which resuming takes.',
    hint: OTHER_MIRROR,
  },
} as const satisfies Readonly<Record<string, FaultText>>;
