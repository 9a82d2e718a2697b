/** Each word is a token. */
export const WORD_TOKENIZER = {
  ...{ version: '1.0', added_tokens: [], normalizer: null, post_processor: null, decoder: null },
  pre_tokenizer: { type: 'WhitespaceSplit' },
  model: { type: 'WordLevel', vocab: { '[UNK]': 0 }, unk_token: '[UNK]' },
};
