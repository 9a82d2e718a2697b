import type { Comparison, Condition, Literal } from '../../choices/conditions/condition';
import type { SignalValue } from '../../protocol/signals';
import type { SignalColumns } from './signalColumns';

/** Whether each row meets a condition; a comparison with a value that a row does not have is false. */
export function rowTest(condition: Condition, columns: SignalColumns): (row: number) => boolean {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.parts.map((part) => rowTest(part, columns));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = condition.parts.map((part) => rowTest(part, columns));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = rowTest(condition.part, columns);
      return (row) => !test(row);
    }
    case 'comparison': {
      const valueOf = columns.get(condition.signal);
      return (row) => {
        const value = valueOf?.(row);
        return value !== undefined && meets(value, condition);
      };
    }
  }
}

/** Numbers are compared with numbers, texts with texts by code unit; values of two kinds differ and have no order. */
function meets(value: SignalValue, { operator, values }: Comparison): boolean {
  const [first] = values as readonly [Literal, ...Literal[]];
  switch (operator) {
    case '=':
      return isEqual(value, first);
    case '!=':
      return !isEqual(value, first);
    case 'in':
      return values.some((literal) => isEqual(value, literal) || isEntry(value, literal));
    case 'contains':
      return typeof value === 'string' ? value.includes(String(first)) : isEntry(value, first);
    default:
      return isOrdered(value, first, operator);
  }
}

function isEqual(value: SignalValue, literal: Literal): boolean {
  return typeof value === 'boolean' ? String(value) === literal : value === literal;
}

function isEntry(value: SignalValue, literal: Literal): boolean {
  return Array.isArray(value) && value.includes(literal);
}

function isOrdered(value: SignalValue, literal: Literal, operator: '<' | '<=' | '>' | '>='): boolean {
  if (typeof value !== typeof literal || typeof value === 'boolean') return false;
  switch (operator) {
    case '<':
      return value < literal;
    case '<=':
      return value <= literal;
    case '>':
      return value > literal;
    case '>=':
      return value >= literal;
  }
}
