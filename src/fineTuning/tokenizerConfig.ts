import { isObject } from '../dataset/formats/format';
import type { SpecialTokens } from './chatTemplate';

/** The chat template that a `tokenizer_config.json` holds; of several, that for rows with tools where one is asked for. */
export function templateIn(config: unknown, hasTools = false): string | undefined {
  const template = isObject(config) ? config.chat_template : undefined;
  if (typeof template === 'string') return template;
  if (!Array.isArray(template)) return undefined;
  const named = new Map(
    template.flatMap((each: unknown) =>
      isObject(each) && typeof each.name === 'string' && typeof each.template === 'string'
        ? [[each.name, each.template] as const]
        : [],
    ),
  );
  return (hasTools ? named.get('tool_use') : undefined) ?? named.get('default');
}

/** The tokens that a `tokenizer_config.json` names, such as `eos_token`; each is a text, or an object that holds one. */
export function specialTokensIn(config: unknown): SpecialTokens {
  if (!isObject(config)) return {};
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) => {
      const text = isObject(value) ? value.content : value;
      return key.endsWith('_token') && typeof text === 'string' ? [[key, text] as const] : [];
    }),
  );
}
