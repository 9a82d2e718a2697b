const SPECIALS = ['<unk>', '<s>', '</s>'];
const BYTES = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const SPACE = '\u2581';
const VOCABULARY = [...SPECIALS, ...BYTES, SPACE, ...PRINTABLE];
const IDS = new Map(VOCABULARY.map((token, id) => [token, id]));

export const VOCABULARY_SIZE = VOCABULARY.length;

/** LLaMA's tokenizer with no merges: one token a character, bytes for what is not in the vocabulary. */
export function characterTokenizer(): Record<'tokenizer.json' | 'tokenizer_config.json', unknown> {
  const special = (content: string, id: number): object => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    'tokenizer.json': {
      version: '1.0',
      added_tokens: SPECIALS.map(special),
      normalizer: {
        type: 'Sequence',
        normalizers: [
          { type: 'Prepend', prepend: SPACE },
          { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
        ],
      },
      pre_tokenizer: null,
      post_processor: {
        type: 'TemplateProcessing',
        single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
        pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
        special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
      },
      decoder: null,
      model: {
        type: 'BPE',
        dropout: null,
        unk_token: '<unk>',
        fuse_unk: true,
        byte_fallback: true,
        vocab: Object.fromEntries(IDS),
        merges: [],
      },
    },
    'tokenizer_config.json': {
      tokenizer_class: 'LlamaTokenizer',
      bos_token: '<s>',
      eos_token: '</s>',
      add_bos_token: true,
    },
  };
}

/** The ids that it gives a text, worked out by hand. */
export function characterIds(text: string): number[] {
  const characters = Array.from(`${SPACE}${text.replaceAll(' ', SPACE)}`);
  const idOf = (token: string): number => IDS.get(token) as number;
  return [
    idOf('<s>'),
    ...characters.flatMap((character) =>
      IDS.has(character) ? [idOf(character)] : [...Buffer.from(character)].map((byte) => idOf(BYTES[byte] as string)),
    ),
  ];
}
