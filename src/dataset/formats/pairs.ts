import { conversationOf } from './entries';
import { firstFilled, isSubstantial, type RowFormat } from './format';
import { PAIRS, USE } from './keys';
import { promptEntries } from './prompts';
import { responseEntries } from './responses';
import type { RowReading } from './rowReading';

/** One turn a row, told by its keys alone. */
export const pairs: readonly RowFormat[] = PAIRS.map(({ name, instruction, response }): RowFormat => {
  const responseKey = (row: RowReading, instructionKey: string): string | undefined =>
    firstFilled(row.value, row.among(response), instructionKey);
  const askingKey = (row: RowReading): string | undefined => {
    for (const key of row.among(instruction)) if (isSubstantial(row.value[key])) return key;
    return undefined;
  };
  const emptyKey = (row: RowReading): string | undefined =>
    response.find((key) => row.value[key] !== undefined && row.value[key] !== null);
  const parse = (row: RowReading, instructionKey: string, key: string) => {
    const entries = promptEntries(row, instructionKey).concat(responseEntries(row, key));
    return conversationOf(entries, row, row.pathOf(instructionKey));
  };
  return {
    name,
    needs: USE.instruction,
    fits: (row) => {
      const key = askingKey(row);
      return key !== undefined && responseKey(row, key) !== undefined;
    },
    almostFits: (row) => {
      const key = instruction.find((name) => row.value[name] !== undefined && row.value[name] !== null);
      return key !== undefined && (responseKey(row, key) ?? emptyKey(row)) !== undefined;
    },
    parse: (row) => {
      const key =
        firstFilled(row.value, row.among(instruction)) ?? instruction.find((name) => row.value[name] === '') ?? '';
      return parse(row, key, responseKey(row, key) ?? emptyKey(row) ?? '');
    },
  };
});
