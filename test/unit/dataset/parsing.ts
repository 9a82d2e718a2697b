import assert from 'node:assert/strict';
import type { BadRow, FieldMapping, GoodRow, Row } from '../../../src/dataset/conversation';
import type { Message } from '../../../src/common/message';
import { inEnglish } from '../../../src/messages/wording';
import { RowParser } from '../../../src/dataset/rowParser';

/** Parses text, bytes, or a value as JSON: row 3, on line 7. */
export function parse(content: unknown, fields?: FieldMapping): Row {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(text);
  return new RowParser(fields).parse({ rowIndex: 3, lineNumber: 7, content: bytes, listIsConversation: false });
}

export function good(content: unknown, fields?: FieldMapping): GoodRow {
  const row = parse(content, fields);
  assert.ok(row.problem === undefined, row.problem?.message);
  return row;
}

export function bad(content: unknown): BadRow {
  const row = parse(content);
  assert.ok(row.problem !== undefined, 'expected a bad row');
  const { said, message } = row.problem;
  assert.equal(said && inEnglish(JSON.parse(JSON.stringify(said)) as Message), message);
  return row;
}

export function formatName(content: unknown): string | null {
  const bytes = Buffer.from(JSON.stringify(content));
  return new RowParser().parseNamed({ rowIndex: 0, lineNumber: 1, content: bytes }).formatName;
}
