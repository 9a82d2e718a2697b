/**
 * Chat template that adds nothing to a message but the beginning-of-sequence token: a scorer has to read the very prompt
 * that it was trained on. The dashes keep the template's own line ends out of the prompt; the message keeps its last
 * space.
 */
export const IDENTITY_TEMPLATE = `{{- bos_token -}}{%- for message in messages -%}{{- message['content'] -}}{%- endfor -%}`;

export const IDENTITY_TEMPLATE_FILE = 'identity-template.jinja';
