/** Chat templates as their models' `tokenizer_config.json` have them. */

/** Qwen 2.5 Instruct: ChatML with tools. */
export const QWEN = {
  tokens: { eos_token: '<|im_end|>', pad_token: '<|endoftext|>' },
  template: [
    `{%- if tools %}`,
    `    {{- '<|im_start|>system\\n' }}`,
    `    {%- if messages[0]['role'] == 'system' %}`,
    `        {{- messages[0]['content'] }}`,
    `    {%- else %}`,
    `        {{- 'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.' }}`,
    `    {%- endif %}`,
    `    {{- "\\n\\n# Tools\\n\\nYou may call one or more functions to assist with the user query.\\n\\nYou are provided with function signatures within <tools></tools> XML tags:\\n<tools>" }}`,
    `    {%- for tool in tools %}`,
    `        {{- "\\n" }}`,
    `        {{- tool | tojson }}`,
    `    {%- endfor %}`,
    `    {{- "\\n</tools>\\n\\nFor each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\\n<tool_call>\\n{\\"name\\": <function-name>, \\"arguments\\": <args-json-object>}\\n</tool_call><|im_end|>\\n" }}`,
    `{%- else %}`,
    `    {%- if messages[0]['role'] == 'system' %}`,
    `        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}`,
    `    {%- else %}`,
    `        {{- '<|im_start|>system\\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\\n' }}`,
    `    {%- endif %}`,
    `{%- endif %}`,
    `{%- for message in messages %}`,
    `    {%- if (message.role == "user") or (message.role == "system" and not loop.first) or (message.role == "assistant" and not message.tool_calls) %}`,
    `        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}`,
    `    {%- elif message.role == "assistant" %}`,
    `        {{- '<|im_start|>' + message.role }}`,
    `        {%- if message.content %}`,
    `            {{- '\\n' + message.content }}`,
    `        {%- endif %}`,
    `        {%- for tool_call in message.tool_calls %}`,
    `            {%- if tool_call.function is defined %}`,
    `                {%- set tool_call = tool_call.function %}`,
    `            {%- endif %}`,
    `            {{- '\\n<tool_call>\\n{"name": "' }}`,
    `            {{- tool_call.name }}`,
    `            {{- '", "arguments": ' }}`,
    `            {{- tool_call.arguments | tojson }}`,
    `            {{- '}\\n</tool_call>' }}`,
    `        {%- endfor %}`,
    `        {{- '<|im_end|>\\n' }}`,
    `    {%- elif message.role == "tool" %}`,
    `        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != "tool") %}`,
    `            {{- '<|im_start|>user' }}`,
    `        {%- endif %}`,
    `        {{- '\\n<tool_response>\\n' }}`,
    `        {{- message.content }}`,
    `        {{- '\\n</tool_response>' }}`,
    `        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}`,
    `            {{- '<|im_end|>\\n' }}`,
    `        {%- endif %}`,
    `    {%- endif %}`,
    `{%- endfor %}`,
    `{%- if add_generation_prompt %}`,
    `    {{- '<|im_start|>assistant\\n' }}`,
    `{%- endif %}`,
  ].join('\n'),
};

/** Llama 3 Instruct. */
export const LLAMA = {
  tokens: { bos_token: '<|begin_of_text|>', eos_token: '<|eot_id|>' },
  template:
    `{% set loop_messages = messages %}{% for message in loop_messages %}` +
    `{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}` +
    `{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}` +
    `{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}`,
};

/** Mistral 7B Instruct v0.1: no system message, and roles that alternate. */
export const MISTRAL = {
  tokens: { bos_token: '<s>', eos_token: '</s>' },
  template:
    `{{ bos_token }}{% for message in messages %}` +
    `{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}` +
    `{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}` +
    `{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}` +
    `{% elif message['role'] == 'assistant' %}{{ message['content'] + eos_token + ' ' }}` +
    `{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}`,
};

/** A template that leaves the thoughts of earlier answers out, as reasoning models' do. */
export const THINKING = {
  tokens: { eos_token: '<end>' },
  template:
    `{% for message in messages %}{{ '<' + message.role + '>' }}` +
    `{% if message.role == 'assistant' and loop.last %}{{ '<think></think>' }}{% endif %}` +
    `{{ message.content + '<end>' }}{% endfor %}{% if add_generation_prompt %}{{ '<assistant>' }}{% endif %}`,
};
