const SPECIALS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];

/** The words that the tokenizer knows, by token id. */
export const WORDS = [
  ...SPECIALS,
  ...'a the cat dog sat ran on under mat tree what is why how many much write poem about prime number sum of'.split(
    ' ',
  ),
  ...['.', '?', ','],
];

const idOf = (word: string): number => Math.max(WORDS.indexOf(word), WORDS.indexOf('[UNK]'));

/** BERT's tokenizer over a few whole words. */
export function wordTokenizer(): Record<'tokenizer.json' | 'tokenizer_config.json', unknown> {
  const token = (id: string, type_id: number): object => ({ SpecialToken: { id, type_id } });
  const text = (id: string, type_id: number): object => ({ Sequence: { id, type_id } });
  return {
    'tokenizer.json': {
      added_tokens: SPECIALS.map((content, id) => ({ id, content, normalized: false, special: true })),
      normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: {
        type: 'TemplateProcessing',
        single: [token('[CLS]', 0), text('A', 0), token('[SEP]', 0)],
        pair: [token('[CLS]', 0), text('A', 0), token('[SEP]', 0), text('B', 1), token('[SEP]', 1)],
        special_tokens: Object.fromEntries(
          SPECIALS.map((content) => [content, { id: content, ids: [idOf(content)], tokens: [content] }]),
        ),
      },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
      model: {
        type: 'WordPiece',
        unk_token: '[UNK]',
        continuing_subword_prefix: '##',
        max_input_chars_per_word: 100,
        vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
      },
    },
    'tokenizer_config.json': { tokenizer_class: 'BertTokenizer', model_max_length: 512 },
  };
}

/** The ids of words, worked out by hand; for a pair, which of the two texts each belongs to. */
export function wordIds(text: string, pair?: string): { readonly ids: number[]; readonly typeIds: number[] } {
  const words = (sentence: string): number[] => (sentence.toLowerCase().match(/[a-z]+|[.?,]/g) ?? []).map(idOf);
  const [cls, sep] = [idOf('[CLS]'), idOf('[SEP]')];
  const first = [cls, ...words(text), sep];
  const second = pair === undefined ? [] : [...words(pair), sep];
  return { ids: [...first, ...second], typeIds: [...first.map(() => 0), ...second.map(() => 1)] };
}
