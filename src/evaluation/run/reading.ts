/** What was read from an answer, or what keeps it from being used. */
export type Reading<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly problem: string; readonly refused?: true; readonly value?: undefined };
