import fc from 'fast-check';
import type { Row } from '../../../src/dataset/conversation';

/** Whose letter case, escapes or bytes are out of the ordinary, among characters that meet them half-way. */
const CHARACTERS = [
  ...Array.from(
    'aAbBkKsSiInNuUlLfFeE0141-.+ /:,{}[]"\\' +
      '\n\t\b\f\r\u001f\u007f\u0085\u00a0\u0307\u2028\ufeff\ufffd' +
      '\u212aſİıßẞΣσςéÉåÅ\u212bωΩ\u2126ǅǆжЖ中文の😀\u{10400}\u{10428}',
  ),
  '\ud83d',
  '\ude00',
];
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
/** Numbers and others that JSON.stringify writes otherwise. */
const LITERALS = ['1e2', '100.0', '1E400', '-0', '0.10e1', '12345678901234567890', 'null', 'true', '[1 , 2]'];

/** A file of a few rows, good and bad, as lines or as an array, each character spelled in one of its ways. */
export function datasetFile(): fc.Arbitrary<Buffer> {
  const rows = fc.array(fc.oneof({ weight: 4, arbitrary: goodRow() }, { weight: 1, arbitrary: badRow() }), {
    minLength: 1,
    maxLength: 12,
  });
  return fc.tuple(rows, fc.boolean()).map(([contents, isArray]) => {
    const [start, between, end] = isArray ? ['[', ',\n', ']'] : ['', '\n', '\n'];
    const parts = contents.flatMap((row, at) => [Buffer.from(at === 0 ? start : between), row]);
    return Buffer.concat([...parts, Buffer.from(end)]);
  });
}

/** A row in a format whose texts are taken as they are, or one with a call to a tool, which is written again. */
export function goodRow(): fc.Arbitrary<Buffer> {
  const text = jsonText();
  const call = fc.oneof(text, fc.constantFrom(...LITERALS));
  return fc
    .oneof(
      fc.tuple(text, text).map(([a, b]) => `{"instruction": "x${a.slice(1)}, "output": ${b}}`),
      fc.tuple(text, text).map(([a, b]) =>
        `{"conversations":[{"from":"human","value":"é${a.slice(1)}},
        {"from":"gpt","value":${b}}], "system": ${a}}`.replace('\n', ''),
      ),
      fc
        .tuple(key('tool_calls'), text, call)
        .map(
          ([calls, name, value]) =>
            `{"messages":[{"role":"user","content":"go"},{"role":"assistant","content":null,` +
            `${calls}: [ {"function": {"name": ${name}, "arguments" : ${value} }} ]}]}`,
        ),
      fc
        .tuple(key('function_call'), call)
        .map(([calls, value]) => `{"messages":[{"role":"user","content":"go"},{"role":"gpt",${calls}: ${value} }]}`),
      ...otherForms(text, call),
    )
    .map((row) => Buffer.from(row));
}

/** Rows whose texts stand in JSON in a text, in parts of texts, in columns, or under keys spelled otherwise. */
function otherForms(text: fc.Arbitrary<string>, call: fc.Arbitrary<string>): fc.Arbitrary<string>[] {
  return [
    fc
      .tuple(text, text)
      .chain(([a, b]) =>
        spelledText(`[{"role":"user","content":"x${a.slice(1)}},{"role":"assistant","content":${b}}]`).map(
          (messages) => `{"messages": ${messages}}`,
        ),
      ),
    fc
      .tuple(text, call)
      .chain(([name, value]) =>
        spelledText(`[{"function": {"name": ${name}, "arguments" : ${value} }} ]`).map(
          (calls) => `{"messages":[{"role":"user","content":"go"},{"role":"assistant","toolCalls":${calls}}]}`,
        ),
      ),
    fc
      .tuple(text, call)
      .map(
        ([name, value]) =>
          `{"messages":[{"role":"user","content":"go"},{"role":"assistant","content":[{"type":"tool_use","name":${name},"input": {"a" : ${value} }}]}]}`,
      ),
    fc
      .tuple(text, call)
      .map(([a, value]) => `{"Question":"x${a.slice(1)}, " Choices": [${value}, ${a}], "Answer":${a}}`),
    fc
      .tuple(text, text)
      .map(([a, b]) => `{"text":"<|im_start|>user\\nx${a.slice(1, -1)}<|im_end|><|im_start|>assistant ${b.slice(1)}}`),
    fc.tuple(text, text).map(([a, b]) => `{"prompt":"x${a.slice(1)}, "chosen":${b}, "rejected":"no"}`),
  ];
}

/** A text as a JSON string, each character in one of its spellings. */
function spelledText(text: string): fc.Arbitrary<string> {
  return fc.tuple(...Array.from(text, spelled)).map((characters) => `"${characters.join('')}"`);
}

function badRow(): fc.Arbitrary<Buffer> {
  return fc.oneof(
    fc
      .constantFrom('{}', '5', 'no JSON', '{"instruction": " "}', '{"instruction": ["k"]}')
      .map((row) => Buffer.from(row)),
    jsonText().map((text) => Buffer.from(`{${text}: 1}`)),
    jsonText().map((text) => Buffer.from(`{"instruction": ${text}`)),
    jsonText().map((role) => Buffer.from(`{"messages":[{"role":${role},"content":"hi"}]}`)),
    jsonText().map((text) => Buffer.concat([Buffer.from(`{"instruction": ${text}`), Buffer.from([0xff, 0xc4])])),
  );
}

/** A key, whose characters may be escaped too. */
function key(name: string): fc.Arbitrary<string> {
  const escaped = Array.from(name, (character, at) => (at === 4 ? codes(character) : character)).join('');
  return fc.constantFrom(`"${name}"`, `"${escaped}"`);
}

/** A JSON string. */
function jsonText(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...CHARACTERS).chain(spelled), { maxLength: 14 })
    .map((characters) => `"${characters.join('')}"`);
}

function spelled(character: string): fc.Arbitrary<string> {
  const spellings = [codes(character), codes(character).toUpperCase().replaceAll('\\U', '\\u')];
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) spellings.push(short, short);
  const needsEscape = character < ' ' || character === '"' || character === '\\' || /\p{Cs}/u.test(character);
  if (!needsEscape) spellings.push(character, character, character);
  return fc.constantFrom(...spellings);
}

function codes(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** Words to look for once the texts are known: a short stretch of one, as it stands or in one letter case. */
export type Stretch = (texts: readonly string[]) => string;

export function stretch(): fc.Arbitrary<Stretch> {
  const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const inCase = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
  );
  return fc
    .tuple(part, part, fc.integer({ min: 1, max: 12 }), inCase)
    .map(([which, start, length, cased]) => (texts) => {
      const text = texts[Math.floor(which * texts.length)] ?? '';
      const from = Math.floor(start * text.length);
      return cased(text.slice(from, from + length)) || 'k';
    });
}

/** The texts of a row that a text filter looks through. */
export function textsOf(row: Row): string[] {
  if (row.problem !== undefined) return [row.excerpt, row.problem.message];
  const { system = '', turns } = row.conversation;
  return [system, ...turns.flatMap(({ instruction, response }) => [instruction, response])];
}

export function hasText(row: Row, words: string): boolean {
  return textsOf(row).some((text) => text.toLowerCase().includes(words.toLowerCase()));
}
