import type { Said } from '../text';

const NOT_THE_API =
  'Check the base URL: it should be the API of the server, not its web page or a login page in front of it.';

/** What requests to a server fail with; the code follows from the kind of failure. */
export const SERVER_FAULTS = {
  serverTimeout: {
    message: '{url} did not answer within {seconds} s.',
    hint: 'Look at the server’s log and load: it may still be loading the model, or hang.',
  },
  serverRedirect: {
    message:
      '{url} answered {status}: redirects are not followed, so that key and texts stay where they are meant for.',
    hint: 'Give the address that the server points to as base URL, if it is the right one.',
  },
  serverRedirectTo: {
    message:
      '{url} answered {status} and points to {target}: redirects are not followed, so that key and texts stay where they are meant for.',
    hint: 'Give the address that the server points to as base URL, if it is the right one.',
  },
  serverStatus: { message: '{url} answered {status}.', hint: '{remedy}' },
  serverSaid: { message: '{url} answered {status}: {said}.', hint: '{remedy}', quotes: 'said' },
  noAnswer: { message: 'No answer from {url}: {reason}.', hint: '{remedy}' },
  brokenAnswer: { message: 'No answer from {url}: {reason}.', hint: '{remedy}', quotes: 'reason' },
  htmlAnswer: { message: '{url} answered with an HTML page in place of JSON.', hint: NOT_THE_API },
  textAnswer: { message: '{url} answered with plain text in place of JSON.', hint: NOT_THE_API },
  endlessAnswer: {
    message: '{url} answered with more than {megabytes} MB, of which the rest was not read.',
    hint: 'Check the base URL and the server: no answer to what was asked is that long.',
  },
  unnamedFile: { message: 'The server does not name the file that it was sent.' },
  noEmbeddingList: {
    message: 'The server’s embedding is no list of numbers.',
    hint: 'Choose a model that makes embeddings.',
  },
  noResult: { message: 'The server’s answer holds no result.' },
  noMessage: { message: 'The server’s answer holds no message.' },
  notAsked: { message: 'The server was not asked.' },
  noLogProbabilities: { message: 'The server answers without log-probabilities.', hint: '{remedy}' },
  noLogProbabilityList: { message: 'The server answers without a list of log-probabilities.', hint: '{remedy}' },
  noGivenLogProbabilities: {
    message: 'The server does not tell the log-probabilities of a text that it is given.',
    hint: '{remedy}',
  },
  noOllamaList: { message: 'Ollama answers without a list of log-probabilities.', hint: '{remedy}' },
  fewAlternatives: {
    message:
      'The server gives the log-probabilities of {count} alternatives at most; a score needs those of all {needed} digits.',
    hint: '{remedy}',
  },
  fewModelAlternatives: {
    message: '{model} gives {count} log-probabilities; a score needs those of all {needed} digits.',
    hint: '{remedy}',
  },
  promptFillsContext: { message: 'A prompt fills the model’s context of {tokens} tokens.' },
  promptCut: { message: 'The server cut a prompt that is longer than its context.', hint: 'Raise --ctx-size.' },
  noEmbedding: { message: '{model} gives no embedding.' },
  noPartFits: { message: 'No part of a text fits the context of {model}.' },
  noTurnPartFits: { message: 'No part of the turn fits {tokens} tokens.' },
  otherDimensions: {
    message: '{model} gave {count} numbers in place of {dimensions}: another model is served now.',
    hint: 'Run again: embeddings of the two models are kept apart.',
  },
  noServedScore: {
    message: '{model} gives no score: {reason}.',
    hint: 'Choose a model trained as a scorer, served without a chat template that changes the prompt; a chat model can be asked in judge mode.',
  },
  fewVectors: { message: 'Vectors for {count} of {texts} texts came back.' },
} as const satisfies Readonly<Record<string, Said>>;

export type ServerFaultId = keyof typeof SERVER_FAULTS;
