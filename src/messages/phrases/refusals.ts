import type { Text } from '../text';

/** Why a row is left out of what a trainer or another form of rows gets: sentences. Roles are as files call them. */
export const REFUSAL_PHRASES = {
  'refused.label': 'The label of the row rejects its response.',
  'refused.media': 'The row holds images, audio or video, which training on text would leave out.',
  'refused.documents': 'The row holds documents, which are no part of its messages.',
  'refused.assistantFirst': 'The assistant speaks before the user: roles do not alternate.',
  'refused.toolCall': 'A call to a tool is no JSON object with name and arguments: {text}',
  'refused.emptyMessage': 'Message {place}, of the {role}, is empty.',
  'refused.roleAfter': 'Roles do not alternate: {role} after {before}.',
  'refused.roleAt': 'Roles do not alternate: message {place} is of the {role}.',
  'refused.noResponse': 'The last instruction has no response.',
  'refused.template': 'The chat template refuses the row: {reason}',
  'refused.hiddenAnswer': 'The chat template does not show where message {place} stands in its text.',
  'refused.alpacaTools': 'The Alpaca form has no place for tools.',
  'refused.alpacaTurns': 'The Alpaca form holds one instruction and one response a turn.',
  'refused.vicunaTools': 'The Vicuna template of the recipe has no place for tools.',
  'refused.textAndCall': 'A message holds text and a call to a tool; LLaMA-Factory reads one of them.',
  'refused.toolWithoutName': 'Tool {place} is no object with a name.',
  'refused.toolWithoutSchema': 'The tool "{name}" has no schema of its parameters.',
  'refused.toolsInPair': 'The row names tools, which pairs of texts would leave out.',
  'refused.noPreference': 'The row has no answer that another one is preferred to.',
  'refused.equalRatings': 'Both answers are rated the same.',
  'refused.equalAnswers': 'Both answers are the same.',
  'refused.emptyPair': 'A message of the prompt or one of the answers is empty.',
  'refused.unrated': 'The answers have no ratings, so there is no margin between them.',
  'refused.inTrainingSet': 'The prompt is in the set that the model is fine-tuned on.',
  'refused.overLong': 'The prompt alone has {tokens} tokens: nothing would be left to train on within {length}.',
  'refused.overLongEstimate':
    'The prompt alone has about {tokens} tokens: nothing would be left to train on within {length}.',
  'refused.readOtherwise': 'In this form a text of the row would be read as something else.',
} as const satisfies Readonly<Record<string, Text>>;
