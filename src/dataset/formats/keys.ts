/** Names under which rows and messages keep their parts. The first of several that is filled counts. */

/** Lists of messages: which keys name nothing else, and which may. */
export const LISTS: readonly { readonly key: string; readonly name: string; readonly isCertain: boolean }[] = [
  { key: 'conversations', name: 'ShareGPT', isCertain: true },
  { key: 'conversation', name: 'ShareGPT', isCertain: true },
  { key: 'messages', name: 'OpenAI messages', isCertain: true },
  ...[
    ...['turns', 'dialogue', 'dialogues', 'dialog', 'dialogs', 'chat', 'chats', 'chat_messages', 'message_list'],
    ...['contents', 'items', 'data', 'msgs', 'exchanges', 'interactions', 'thread', 'rounds', 'trajectory'],
  ].map((key) => ({ key, name: `Messages in "${key}"`, isCertain: false })),
];

/** What was said before the instruction of a row of one turn; a list of messages where the row has no instruction. */
export const HISTORY_KEYS = ['history', 'chat_history', 'conversation_history'];

export const ROLE_KEYS = ['from', 'role', 'speaker', 'sender', 'author', 'type'];
export const CONTENT_KEYS = ['value', 'content', 'text', 'parts', 'message', 'utterance', 'body', 'data', 'refusal'];
export const REASONING_KEYS = [
  ...['reasoning_content', 'thinking', 'reasoning', 'thought', 'thoughts', 'chain_of_thought', 'cot', 'complex_cot'],
];

/** Whose values are no text but are written as JSON, in messages. */
export const TOOL_CALLS = 'tool_calls';
export const FUNCTION_CALL = 'function_call';

export const SYSTEM_KEYS = ['system', 'system_prompt', 'system_message', 'system_instruction'];

/** Part of the prompt of a row of one turn, in the row's order. */
export const PROMPT_COLUMNS: ReadonlySet<string> = new Set([
  ...['input', 'context', 'contexts', 'passage', 'passages', 'document', 'article', 'paragraph', 'background'],
  ...['choices', 'options'],
]);

/** Of those, lists that may hold numbers. */
export const CHOICE_COLUMNS: ReadonlySet<string> = new Set(['choices', 'options']);

const RESPONSES = [
  ...['output', 'response', 'completion', 'answer', 'solution', 'generation', 'target', 'assistant', 'reply'],
  ...['outputs', 'responses', 'completions', 'answers', 'solutions', 'generations', 'targets', 'bot', 'gpt'],
  ...['model_output', 'model_response', 'generated_solution', 'generated_text', 'final_answer'],
];

/** Rows of one turn: which keys hold the instruction, and which response key comes first with them. */
export const PAIRS: readonly {
  readonly name: string;
  readonly instruction: readonly string[];
  readonly response: readonly string[];
}[] = [
  { name: 'Alpaca', instruction: ['instruction', 'instructions'], response: RESPONSES },
  { name: 'Prompt/completion', instruction: ['prompt'], response: first('completion', 'response') },
  { name: 'Question/answer', instruction: ['question', 'q'], response: first('answer', 'response', 'a') },
  { name: 'Query/response', instruction: ['query'], response: first('response') },
  { name: 'Problem/solution', instruction: ['problem'], response: first('solution', 'generated_solution') },
  { name: 'User/assistant', instruction: ['user', 'human'], response: first('assistant', 'bot', 'gpt') },
  { name: 'Input/output', instruction: ['input', 'inputs'], response: first('output', 'target', 'targets') },
  {
    name: 'Other pairs',
    instruction: ['prompts', 'questions', 'request', 'task'],
    response: RESPONSES,
  },
];

function first(...keys: readonly string[]): readonly string[] {
  return [...keys, ...RESPONSES.filter((key) => !keys.includes(key))];
}

/** What a list of answers to one question offers: readings that are all right, not worse ones. */
export const ALTERNATIVES_KEY = 'answers';

export const INSTRUCTION_KEYS = PAIRS.flatMap(({ instruction }) => instruction);
export const RESPONSE_KEYS = [...RESPONSES, 'a'];

/** The better and the worse response of a preference row. */
export const PREFERENCES: readonly (readonly [chosen: string, rejected: string])[] = [
  ['chosen', 'rejected'],
  ['chosen_response', 'rejected_response'],
  ['chosen_responses', 'rejected_responses'],
  ['preferred_output', 'non_preferred_output'],
  ['preferred', 'dispreferred'],
  ['accepted', 'rejected'],
  ['response_j', 'response_k'],
];

/** Two responses side by side, each named by a letter or a number. */
export const COMPARED: readonly (readonly [first: string, second: string])[] = [
  ...['response', 'answer', 'completion', 'output', 'generation', 'reply', 'candidate', 'summary', 'conversation'],
  ...['assistant', 'human_ref', 'model_response', 'model_output'],
].flatMap((stem): [string, string][] => [
  [`${stem}_a`, `${stem}_b`],
  [`${stem}_1`, `${stem}_2`],
  [`${stem}_0`, `${stem}_1`],
  [`${stem}1`, `${stem}2`],
]);

/** Which of two responses is the better one. */
export const VERDICTS = [
  ...['winner', 'preference', 'preferred', 'preferred_response', 'human_preference', 'better', 'better_response'],
  ...['better_response_id', 'chosen', 'choice', 'verdict', 'judgment', 'judgement', 'vote', 'label'],
];
/** The same as a number for each: the higher one is better. The names end as those of the responses do. */
export const VERDICT_STEMS = ['winner_model', 'winner', 'score', 'rating', 'reward'];
/** The models whose responses they are; a verdict may name one. */
export const MODEL_STEM = 'model';
const COMPARED_ENDS = [...new Set(COMPARED.flat().map((key) => key.slice(-1)))];

/** Lists of responses that are rated one by one. */
export const CANDIDATES = ['completions', 'generations', 'responses', 'outputs', 'answers', 'candidates', 'output'];
export const RATINGS = [
  'overall_score',
  'rating',
  'score',
  'reward',
  'fine_grained_score',
  'preference_score',
  'pm_score',
];
export const RATING_LISTS = ['ratings', 'scores', 'rewards', ...RATINGS];
/** The same the other way round: 1 is the best. */
export const RANK_LISTS = ['ranks', 'rank'];
export const CANDIDATE_TEXTS = [
  'response',
  'text',
  'content',
  'completion',
  'output',
  'answer',
  'generation',
  'message',
  'generated_text',
];

/** Whether people want the response: KTO. */
export const LABELS = ['kto_tag', 'label'];

/** What a server was asked, in logs and batch files; the prompt stands in it, or further in under one of the same keys. */
export const REQUESTS = [
  ...['request', 'body', 'request_body', 'request_payload', 'request_json', 'params', 'payload', 'kwargs'],
  ...['model_input', 'instance'],
  ...['input', 'inputs', 'prompt'],
];
/** Where its answer may stand beside the usual keys of a response. */
export const SERVER_ANSWERS = [
  ...['response_body', 'response_payload', 'response_json', 'result', 'prediction', 'choices', 'candidates'],
];

/** Scores that a row carries, one a turn. */
const SCORE_KEYS = ['complexity_scores', 'quality_scores'];

/** Where whole conversations stand as one text. */
export const RENDERED_KEYS = ['text', 'formatted_text', 'formatted', 'full_text', 'content', 'sample', 'prompt'];

/** What a key may be for; a row that has none of a form's keys need not be asked about it. */
export const USE = {
  list: 1,
  preference: 2,
  candidates: 4,
  instruction: 8,
  column: 16,
  history: 32,
  rendered: 64,
  reasoning: 128,
  system: 256,
  label: 512,
  scores: 1024,
  compared: 2048,
  request: 4096,
  serverAnswer: 8192,
} as const;

const KEYS_BY_USE: readonly (readonly [use: number, keys: Iterable<string>])[] = [
  [USE.list, LISTS.map(({ key }) => key)],
  [USE.preference, PREFERENCES.map(([chosen]) => chosen)],
  [USE.candidates, CANDIDATES],
  [USE.instruction, INSTRUCTION_KEYS],
  [USE.column, PROMPT_COLUMNS],
  [USE.history, HISTORY_KEYS],
  [USE.rendered, RENDERED_KEYS],
  [USE.reasoning, REASONING_KEYS],
  [USE.system, SYSTEM_KEYS],
  [USE.label, LABELS],
  [USE.scores, SCORE_KEYS],
  [USE.compared, COMPARED.map(([first]) => first)],
  [USE.request, REQUESTS],
  [USE.serverAnswer, SERVER_ANSWERS],
];

/** The uses of a key, added up. */
export function usesOf(key: string): number {
  let uses = 0;
  for (const [use, keys] of KEYS_BY_USE) if ([...keys].includes(key)) uses |= use;
  return uses;
}

/** Every name above that stands for a part of a row or message. */
export const KNOWN_KEYS: readonly string[] = [
  ...KEYS_BY_USE.flatMap(([, keys]) => [...keys]),
  ...[ROLE_KEYS, CONTENT_KEYS, RESPONSE_KEYS, RATINGS, RATING_LISTS, CANDIDATE_TEXTS, PREFERENCES.flat()].flat(),
  ...[TOOL_CALLS, FUNCTION_CALL, ...RANK_LISTS],
  ...[COMPARED.flat(), VERDICTS].flat(),
  ...[...VERDICT_STEMS, MODEL_STEM].flatMap((stem) => COMPARED_ENDS.map((end) => `${stem}_${end}`)),
];
