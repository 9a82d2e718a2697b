/**
 * An instruction of everyday length, another one for every number. The number comes first: a server that keeps prefixes
 * shall not be faster here than in a run.
 */
export function sampleText(number: number): string {
  return `Case ${number}. ${INSTRUCTION}`;
}

const INSTRUCTION =
  'A small library lends books to its members for three weeks. Describe a table layout for members, books and loans, and write the query that lists every member with an overdue book together with the title and the number of days. Explain which index makes it fast.';

/** A response to it, of everyday length. */
export const SAMPLE_RESPONSE =
  'Keep three tables. Members have an id and a name, books have an id and a title, and a loan holds the ids of both, the day on which it began and the day on which the book came back, empty while it is out. The query joins loans with members and books, keeps the loans that are not returned and began more than 21 days ago, and subtracts. An index over the day of return and the first day serves both conditions.';
