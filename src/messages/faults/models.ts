import type { FaultText } from '../text';

const EXPORT_AGAIN =
  'Export the model with optimum-cli, task text-generation, text-classification or feature-extraction.';
const COMPLETE_CONFIG = 'Complete config.json.';
const REINSTALL = 'Reinstall the extension.';

/** Of model folders and what is in them, and of embeddings in files. */
export const MODEL_FAULTS = {
  noModelFolder: {
    code: 'modelMissing',
    message: 'The model folder {folder} does not exist.',
    hint: 'Name a folder with model.onnx, tokenizer.json and config.json.',
  },
  modelFolderIsFile: {
    code: 'modelMissing',
    message: 'The model folder {folder} is a file.',
    hint: 'Name a folder with model.onnx, tokenizer.json and config.json.',
  },
  noNetwork: {
    code: 'modelMissing',
    message: 'The model folder {folder} has no {files}.',
    hint: 'Export the model to ONNX first, for example with optimum-cli, or name its file in deita.model.json ("network").',
  },
  noModelFile: {
    code: 'modelMissing',
    message: 'The model folder {folder} has no {file}.',
    hint: 'Copy it from the model that was exported.',
  },
  noJsonObject: { code: 'modelUnsupported', message: '{file} holds no JSON object.' },
  noValidJson: {
    code: 'modelUnsupported',
    message: '{file} is no valid JSON.',
    hint: 'Download or export it again.',
  },
  unknownOverride: {
    code: 'modelUnsupported',
    message: '{file}: "{name}" is not known there.',
    hint: 'Expected: {names}.',
  },
  badOverride: { code: 'modelUnsupported', message: '{file}: "{name}" has to be {expected}.' },
  noInputIds: {
    code: 'modelUnsupported',
    message: '{file} cannot be run: it has no input "input_ids".',
    hint: EXPORT_AGAIN,
  },
  unknownInput: {
    code: 'modelUnsupported',
    message: '{file} cannot be run: its input "{name}" is not known.',
    hint: EXPORT_AGAIN,
  },
  unknownInputShape: {
    code: 'modelUnsupported',
    message: '{file} cannot be run: the shape of its input "{name}" ({shape}) is not known.',
    hint: EXPORT_AGAIN,
  },
  noOutput: {
    code: 'modelUnsupported',
    message: '{file} has no output {wanted}, only {found}.',
    hint: EXPORT_AGAIN,
  },
  notLoaded: {
    code: 'modelUnsupported',
    message: '{file} cannot be loaded: {reason}',
    hint: 'Is it complete, with its external data beside it (model.onnx_data), and of an ONNX version that is supported?',
  },
  noOutputThere: { code: 'modelUnsupported', message: 'Output "{name}" is missing, not float32 or float16.' },
  outputType: { code: 'modelUnsupported', message: 'Output "{name}" is {type}, not float32 or float16.' },
  poolingByNothing: {
    code: 'modelUnsupported',
    message: '{file}: pooling by nothing is not supported.',
    hint: 'Supported are pooling_mode_mean_tokens, pooling_mode_cls_token and pooling_mode_lasttoken, one of them.',
  },
  pooling: {
    code: 'modelUnsupported',
    message: '{file}: pooling by {modes} is not supported.',
    hint: 'Supported are pooling_mode_mean_tokens, pooling_mode_cls_token and pooling_mode_lasttoken, one of them.',
  },
  noPooling: {
    code: 'modelUnsupported',
    message: 'How {folder} makes one vector of its token states is not known: it has no 1_Pooling/config.json.',
    hint: 'Copy that file from the model, or write deita.model.json with {"pooling": "mean"}, "cls" or "last".',
  },
  furtherLayers: {
    code: 'modelUnsupported',
    message: '{file} returns token states, but its vectors also go through {layers}, which the export leaves out.',
    hint: 'Export it with "optimum-cli export onnx --library sentence_transformers", which returns sentence_embedding.',
  },
  noVectorLength: { code: 'modelUnsupported', message: '{file}: the length of its vectors is not known.' },
  tokenizerOfFolder: {
    code: 'modelUnsupported',
    message: 'The tokenizer.json of {folder} cannot be used: {reason}',
    hint: 'Save the tokenizer again with a current version of transformers.',
  },
  noTokenizer: { code: 'usage', message: 'There is no tokenizer {file}.', hint: 'Name a tokenizer.json.' },
  badTokenizer: {
    code: 'modelUnsupported',
    message: '{file} cannot be used as a tokenizer: {reason}',
    hint: 'Name the tokenizer.json that a current version of transformers saves.',
  },
  logitsShape: {
    code: 'modelUnsupported',
    message:
      '{file}: its output "logits" has {dimensions} dimensions, expected 3 of a language model or 2 of a classifier.',
  },
  notLanguageModel: {
    code: 'modelUnsupported',
    message: '{file} is no language model: its output "logits" is not about every token.',
    hint: 'Export a causal model with optimum-cli, task text-generation.',
  },
  unknownClassCount: {
    code: 'modelUnsupported',
    message: '{file}: how many classes it has is not known.',
    hint: COMPLETE_CONFIG,
  },
  otherClassCount: {
    code: 'modelUnsupported',
    message: 'The classifier in {folder} has {classes} classes; a scorer has 1 output or 6 classes.',
    hint: 'Give the score of each of its {classes} classes in deita.model.json ("labelScores").',
  },
  noVocabularySize: {
    code: 'modelUnsupported',
    message: '{file}: the size of its vocabulary is not known.',
    hint: COMPLETE_CONFIG,
  },
  noDigitTokens: {
    code: 'modelUnsupported',
    message: 'The tokenizer in {folder} has no token for {digits}: the model cannot answer with these digits.',
    hint: 'Name the six token ids in deita.model.json ("digitTokens").',
  },
  noBuiltInScorer: {
    code: 'modelMissing',
    message: "The built-in scorer's file {file} cannot be read.",
    hint: REINSTALL,
  },
  noShippedModel: { code: 'modelMissing', message: 'The model file {file} cannot be read.', hint: REINSTALL },
  noEmbeddingsFile: { code: 'fileNotFound', message: 'The embeddings file {file} does not exist.' },
  embeddingsNotRead: { code: 'fileUnreadable', message: 'The embeddings file {file} cannot be read: {reason}' },
  embeddingsUnusable: {
    code: 'embeddingsMismatch',
    message: 'The embeddings file {file} cannot be used: {problem}.',
    hint: '{remedy}',
  },
  embeddingCut: { code: 'fileUnreadable', message: 'Row {row} of the embeddings is cut off.' },
  noEmbeddingRow: { code: 'rowOutOfRange', message: 'Row {row} is not among the {count} rows of embeddings.' },
} as const satisfies Readonly<Record<string, FaultText>>;
