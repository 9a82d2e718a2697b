import type { MessageRole, RoleTarget } from '../conversation';
import { plainName } from './spellings';

/** Whose side of the conversation a message is on. */
export type Side = 'system' | 'instruction' | 'response';

/**
 * Roles by the names that ShareGPT, OpenAI and their relatives give them. Calls to tools and what the tools answered
 * stand on the response side: they are how the response came about, and no person wrote them.
 */
const SIDE_OF_ROLE = new Map<string, Side>([
  ...roles('system', ['system', 'developer', 'system_prompt', 'sys']),
  ...roles('instruction', [
    'human',
    'user',
    'prompter',
    'instruction',
    'instruct',
    'question',
    'input',
    'usr',
    'q',
    'prompt',
  ]),
  ...roles('response', [
    'gpt',
    'assistant',
    'chatgpt',
    'model',
    'bot',
    'bing',
    'bard',
    'ai',
    'chatbot',
    'claude',
    'llm',
  ]),
  ...roles('response', ['answer', 'response', 'output', 'a', 'completion', 'gpt4', 'gpt_4', 'gemini', 'asst']),
  ...roles('response', ['function_call', 'function_calls', 'function_caller', 'funccall', 'funccaller', 'func_call']),
  ...roles('response', [
    'tool',
    'tools',
    'tool_call',
    'tool_calls',
    'tool_caller',
    'tool_use',
    'function',
    'observation',
  ]),
  ...roles('response', ['tool_response', 'tool_responses', 'tool_result', 'tool_results', 'tool_output', 'ipython']),
  ...roles('response', ['function_response', 'function_result', 'function_output', 'funcresponse', 'func_response']),
]);

function roles(side: Side, names: readonly string[]): [string, Side][] {
  return names.map((name) => [name, side]);
}

export function sideOfRole(role: string): Side | undefined {
  return SIDE_OF_ROLE.get(role) ?? SIDE_OF_ROLE.get(plainName(role));
}

/** Calls to tools, and names under which tools answer; all others of the response's side are the assistant's. */
const CALL = /^(function|func|tool)s?_?(calls?|caller|use)$/;
const RESULT = /^((function|func|tool)s?(_?(response|responses|result|results|output))?|observation|ipython)$/;
const ROLE_OF_NAME = new Map([...SIDE_OF_ROLE.keys()].map((name) => [name, roleOfName(name)]));

function roleOfName(name: string): MessageRole {
  if (CALL.test(name)) return 'toolCall';
  return RESULT.test(name) ? 'toolResult' : 'assistant';
}

/** Who speaks, as a reader tells messages apart, by the name of a role that is on the response's side. */
export function responseRole(role: string): MessageRole {
  return ROLE_OF_NAME.get(role) ?? ROLE_OF_NAME.get(plainName(role)) ?? 'assistant';
}

export function sideOfTarget(target: RoleTarget): Side {
  return SIDE_OF_ROLE.get(target) ?? 'response';
}
