import type { FaultText } from '../text';

const ONE_OF_EACH = 'Name one folder that scores complexity and one that scores quality, or one that scores both.';

/** Of trained scorers and what they learn from. */
export const TRAINING_FAULTS = {
  holdsScorer: { code: 'outputExists', message: '{folder} holds a trained scorer.' },
  noPlaceForScorer: {
    code: 'outputFailed',
    message: '{folder} holds other files: a trained scorer is a folder of its own.',
    hint: 'Name a folder that is empty, or not there yet.',
  },
  headDiffers: {
    code: 'fileUnreadable',
    message: '{file} is not the model that manifest.json beside it describes: it is damaged, or another one.',
    hint: 'Put back the file that was trained, or train again with deita evol train.',
  },
  servedTrainingEmbedder: {
    code: 'usage',
    message: 'A scorer cannot be trained with an embedder behind a server: whoever uses it would send texts there.',
    hint: 'Take the built-in embedder, or one in a folder.',
  },
  nothingToDistil: {
    code: 'usage',
    message: 'There is nothing to gain from distilling {scorer}: it is fast already.',
    hint: 'Choose a larger scorer in deita.scorer: a server, an ONNX model, or scores that rows carry.',
  },
  tooFewLabels: { code: 'scoresMissing', message: 'Only one row has scores of {kind}.', hint: 'Annotate more rows.' },
  nothingToLearn: {
    code: 'scoresMissing',
    message: 'There is nothing to learn from: no scored variants, and no rows with scores, in {places}.',
    hint: 'deita evol status says how far a run is, deita inspect whether rows carry scores.',
  },
  directAboveCap: {
    code: 'usage',
    message:
      'Direct scoring of {texts} texts is estimated to take {tokens} tokens, and {most} are allowed; nothing was asked.',
    hint: 'Allow more, or train without it.',
  },
  noHead: { code: 'usage', message: 'No head for {kind} is in {folders}.', hint: ONE_OF_EACH },
  twoHeads: { code: 'usage', message: '{folder} and {other} both score {kind}.', hint: ONE_OF_EACH },
  withoutEmbedder: {
    code: 'modelMissing',
    message: '{folder} needs the embedder {embedder} that it was trained with: {reason}.',
    hint: 'Put that embedder back, or train again with deita evol train.',
  },
  otherFeatures: {
    code: 'modelUnsupported',
    message: '{folder} was trained with another version of DEITA, which reads other features from a text.',
    hint: 'Train again with deita evol train.',
  },
  noTrainedScorer: {
    code: 'modelMissing',
    message: '{folder} holds no trained scorer.',
    hint: 'Make one with deita evol train.',
  },
} as const satisfies Readonly<Record<string, FaultText>>;
