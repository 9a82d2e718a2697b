/**
 * The Vicuna v1.1 template as Jinja. What stands between `generation` is trained on: each answer with the token that ends it.
 * It has no place for tools.
 */
export const VICUNA_TEMPLATE = [
  `{{ bos_token }}`,
  `{%- if messages[0]['role'] == 'system' %}`,
  `{%- set system = messages[0]['content'] %}{%- set turns = messages[1:] %}`,
  `{%- else %}`,
  `{%- set system = "A chat between a curious user and an artificial intelligence assistant. ` +
    `The assistant gives helpful, detailed, and polite answers to the user's questions." %}{%- set turns = messages %}`,
  `{%- endif %}`,
  `{{- system + ' ' }}`,
  `{%- for message in turns %}`,
  `{%- if message['role'] == 'user' %}{{- 'USER: ' + message['content'] + ' ' }}`,
  `{%- elif message['role'] == 'assistant' %}{{- 'ASSISTANT: ' }}{% generation %}{{- message['content'] + eos_token }}{% endgeneration %}`,
  `{%- else %}{{- raise_exception('The Vicuna template has no place for the role ' + message['role'] + '.') }}`,
  `{%- endif %}`,
  `{%- endfor %}`,
  `{%- if add_generation_prompt %}{{- 'ASSISTANT:' }}{%- endif %}`,
].join('\n');

/** The tokens of LLaMA and Mistral that it uses. */
export const VICUNA_TOKENS = { bos_token: '<s>', eos_token: '</s>' } as const;
