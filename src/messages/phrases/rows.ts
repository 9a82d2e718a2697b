import type { Text } from '../text';

/** What a value of JSON is, in a sentence about a row. */
const VALUES = {
  'found.nothing': 'nothing',
  'found.null': 'null',
  'found.list': 'a list',
  'found.object': 'an object',
  'found.text': 'text',
  'found.number': 'a number',
  'found.boolean': 'a boolean',
} as const satisfies Readonly<Record<string, Text>>;

/** What keeps a text from being JSON: ends of a sentence. */
const SYNTAX = {
  'json.InvalidSymbol': 'this is no JSON value',
  'json.InvalidNumberFormat': 'this number is not written as JSON numbers are',
  'json.PropertyNameExpected': 'expected a key in double quotes',
  'json.ValueExpected': 'expected a value',
  'json.ColonExpected': 'expected a colon',
  'json.CommaExpected': 'expected a comma',
  'json.CloseBraceExpected': 'expected a comma or "}"',
  'json.CloseBracketExpected': 'expected a comma or "]"',
  'json.EndOfFileExpected': 'text after the end of the row, perhaps another row on the same line',
  'json.InvalidCommentToken': 'comments are not allowed',
  'json.UnexpectedEndOfString': 'this text has no closing quote',
  'json.UnexpectedEndOfNumber': 'this number is not finished',
  'json.InvalidUnicode': 'this \\u escape does not have four hexadecimal digits',
  'json.InvalidEscapeCharacter': 'this escape is unknown; write a backslash as \\\\',
  'json.InvalidCharacter': 'line breaks and control characters in text must be escaped',
  'json.other': 'the row cannot be read',
  'json.tooDeep': 'the brackets are nested too deep',
  'json.noNumber': '{word} is no JSON number; write null',
  'json.python': '{word} is Python; write {instead}',
  'json.javaScript': '{word} is JavaScript; write null',
  'json.zeroBytes': 'zero bytes stand here, as a crash leaves them in a file; remove them',
  'json.singleQuotes': 'texts stand in double quotes, not in single ones as in Python',
  'json.typographicQuote': 'the quote {quote} is typographic; texts stand in "straight" ones',
  'json.invisible': 'an invisible character, {character}, stands here',
  'json.quoteInside': 'a quote inside this text is not escaped; write it as \\"',
} as const satisfies Readonly<Record<string, Text>>;

/** Why a row cannot be read: sentences, and parts of them. `place` is a path within the row. */
export const ROW_PHRASES = {
  ...VALUES,
  ...SYNTAX,
  'row.invalidJson': 'Invalid JSON: {problem}.',
  'row.notUtf8': 'These bytes are not UTF-8; save the file as UTF-8.',
  'row.tooDeep': 'The brackets of this row are nested too deep.',
  'row.cutOff': 'The file ends inside this row: it was cut off. Complete the row or get the file again.',
  'row.tooLong': 'This row is longer than 256 MB and cannot be read; split it.',
  'row.afterArray': 'Text after the end of the array; remove it or move the rows into the array.',
  'row.arrayOpen': 'The array is not closed; add "]" at the end of the file.',
  'row.endsInValue': 'The file ends inside this row; complete it.',
  'row.endsInArray': 'The file ends inside this row; complete it and close the array with "]".',
  'row.missing': 'A row is missing here; remove the extra comma.',
  'row.expectedText': 'Expected text in {place}, found {found}.',
  'row.expectedList': 'Expected a list in {place}, found {found}.',
  'row.expectedListInText':
    'Expected a list in {place}, found text that is neither JSON nor the markup of a chat template.',
  'row.expectedMessage': 'Expected a message in {place}, found {found}.',
  'row.expectedRole': 'Expected a role such as "user" or "gpt" in {place}, found {found}.',
  'row.textElsewhere': 'Expected the text of {place} in {keys}, found it in "{key}".',
  'row.noUser': '{place} has no message from the user; expected at least one.',
  'row.emptyInstruction': 'The instruction in {place} is empty.',
  'row.invisibleInstruction':
    'The instruction in {place} shows nothing: it holds invisible characters alone ({characters}).',
  'row.noPrompt':
    'Found a chosen response in {place} and no prompt; expected "prompt", "instruction" or a list of messages.',
  'row.noVerdict': 'Found {first} and {second} and no verdict; expected one under "winner", such as "a", "b" or "tie".',
  'row.unknownVerdict': 'Expected in {place} which response is better, such as "a", "b" or "tie", found {found}.',
  'row.noRequest':
    'Found in {place} what a server answered, and no prompt; put what it was asked beside it, as "request".',
  'row.noForm': '{found}; {missing}.',
  'row.emptyObject': 'Found an empty object',
  'row.keys': 'Found the keys {keys}',
  'row.noResponse': 'no response to "{key}" under any key that is known',
  'row.noMarkup': 'expected the markup of a chat template in "text", or an instruction and a response',
  'row.noConversation': 'expected a list of messages (such as "messages"), or an instruction and a response',
  'row.severalRows':
    'Expected one row, found a list of {count}; jq -c \'if type == "array" then .[] else . end\' gives each a line of its own.',
  'row.noRow': 'Expected an object or a list of messages, found {found}.',
  'row.writtenTwice':
    'Expected an object, found a text that holds {found} as JSON; a row is written as JSON once: jq -c \'if type == "string" then fromjson else . end\' turns it back.',
} as const satisfies Readonly<Record<string, Text>>;
