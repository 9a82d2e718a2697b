import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Turn } from '../../src/dataset/conversation';

type Json = Record<string, unknown>;

/** Where the pools and labels lie: next to the repository, not in it. */
export const DATA_FOLDER = path.resolve(__dirname, '../../../shared/data');

/** Whether the data for training and measuring is there. */
export function dataIsPresent(folder = DATA_FOLDER): boolean {
  return existsSync(path.join(folder, 'pools')) && existsSync(path.join(folder, 'labels'));
}

/** Reads a file of JSON lines or one JSON array. */
export function readRecords(relativePath: string, folder = DATA_FOLDER): Json[] {
  const text = readFileSync(path.join(folder, relativePath), 'utf8').trim();
  if (text.startsWith('[')) return JSON.parse(text) as Json[];
  return text.split('\n').map((line) => JSON.parse(line) as Json);
}

/** The turns of every row of a pool in one of the formats of the data folder; turns without instruction are left out. */
export function readPool(name: string, folder = DATA_FOLDER): Turn[] {
  const turns = readRecords(`pools/${name}`, folder).flatMap(turnsOf);
  return turns.filter(({ instruction, response }) => instruction.trim() !== '' && response.trim() !== '');
}

/** The turns of a record: Alpaca-like, question/answer, ShareGPT or messages. */
export function turnsOf(record: Json): Turn[] {
  const messages = record['messages'] ?? record['conversations'];
  if (Array.isArray(messages)) return pairMessages(messages as Json[]);
  const instruction = [text(record['instruction'] ?? record['question']), text(record['input'])].filter(
    (part) => part !== '',
  );
  return [
    { instruction: instruction.join('\n'), response: text(record['output'] ?? record['response'] ?? record['answer']) },
  ];
}

function pairMessages(messages: readonly Json[]): Turn[] {
  const turns: Turn[] = [];
  let instruction = '';
  for (const message of messages) {
    const role = text(message['role'] ?? message['from']);
    const content = text(message['content'] ?? message['value']);
    if (role === 'user' || role === 'human') instruction = content;
    if ((role === 'assistant' || role === 'gpt') && instruction !== '') {
      turns.push({ instruction, response: content });
      instruction = '';
    }
  }
  return turns;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
