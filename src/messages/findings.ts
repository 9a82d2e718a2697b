import type { Said } from './text';

const SPACE_CUT =
  'Ask the server itself and not a gateway that trims prompts; serve the model with the tokenizer files it was released with.';

/** What a probe of a server finds; the hint is the remedy. */
export const FINDINGS = {
  serverAnswers: { message: '{url} answers.' },
  hasModel: { message: 'It has {model}.' },
  listsNoModels: { message: '{url} lists no models; whether it has this one shows below.' },
  otherModelName: {
    message: 'The server calls its model {models}; a llama.cpp server answers to any name.',
  },
  hasOtherModels: {
    message: 'The server has no model {model}. It has: {models}.',
    hint: 'Choose one of these, or serve that one.',
  },
  onePromptPerRequest: { message: 'The server takes one prompt per request; many requests go out at once.' },
  promptsPerRequest: { message: 'Up to {count} prompts go into one request.' },
  promptsDisturbEachOther: {
    message: 'Prompts asked together score otherwise than alone: one goes into each request.',
    hint: 'Update the server.',
  },
  speed: { message: '{rate} texts of everyday length per second.' },
  unevenVectors: { message: 'Vectors of {lengths} numbers came back.' },
  unlikeVectors: {
    message: 'Equal texts get different vectors, or different texts the same.',
    hint: 'Serve a sentence embedder: with vLLM by --runner pooling.',
  },
  vectors: { message: 'Vectors of {dimensions} numbers, several texts per request.' },
  rates: { message: 'It rates the reference example {complexity} for complexity and {quality} for quality.' },
  directScoringIsWeak: { message: 'Direct scoring is the weak baseline of the paper: scores come out flat.' },
  tellsOfGivenTexts: {
    message: 'It tells how probable a given text is: the perplexity of the sample is {perplexity}.',
  },
  perplexityIsWeak: {
    message: 'The paper found ranking by perplexity and by IFD worse than random on noisy pools.',
  },
  ratesNothing: { message: 'It gives no score: {reason}.', hint: 'Choose a model that keeps to a JSON schema.' },
  allDigits: { message: 'The probabilities of all six digits come back for the first token.' },
  noReferenceScore: {
    message: 'No score for the reference example: {reason}.',
    hint: 'Choose a model that was trained as a scorer, served without a template that changes the prompt; a chat model can judge (deita.server.judge).',
  },
  spaceAnswered: {
    message: 'The model answers with a space: the space that ends the prompt was cut off on the way.',
    hint: SPACE_CUT,
  },
  spaceCut: {
    message: 'The space that ends the prompt makes no token: it is cut off on the way.',
    hint: SPACE_CUT,
  },
  spaceKept: { message: 'The space that ends the prompt is kept.' },
  bos: { message: 'A beginning-of-sequence token goes before the prompt.' },
  bosUnknown: { message: 'The server does not tell whether a beginning-of-sequence token goes before the prompt.' },
  bosNeeded: {
    message: 'No beginning-of-sequence token goes before the prompt; the released scorers need it.',
    hint: '{remedy}',
  },
  bosMissing: {
    message: 'No beginning-of-sequence token goes before the prompt; LLaMA and Mistral models need it.',
    hint: '{remedy}',
  },
  referenceScore: { message: 'The reference example scores {score}.' },
  releasedScore: {
    message: 'The reference example scores {score}; the released quality scorer gives {expected}.',
  },
  otherScore: {
    message:
      'The reference example scores {score}; the released quality scorer gives {expected}. It is another model, or gets another prompt.',
  },
  quantisedScore: {
    message:
      'The reference example scores {score}; the released quality scorer gives {expected}. Quantisation does that.',
    hint: 'Serve it in half precision for the released scores.',
  },
  wrongScore: {
    message:
      'The reference example scores {score}; the released quality scorer gives {expected}. It is another model, or the prompt is changed on the way.',
    hint: 'Check that the quality scorer is served under this name, and without a chat template.',
  },
  contextUnknown: {
    message: 'The server does not tell its context length; longer turns than it takes are cut as it complains.',
  },
  context: { message: 'The context is {tokens} tokens; what is longer is cut, and marked.' },
  contextShort: {
    message:
      'The context is {tokens} tokens, the scorers were trained with {trained}: more turns than need be are cut.',
    hint: '{remedy}',
  },
} as const satisfies Readonly<Record<string, Said>>;

export type FindingId = keyof typeof FINDINGS;
