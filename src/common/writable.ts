/** What is filled field by field: to put together what an object may have takes as long as to find it out. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
