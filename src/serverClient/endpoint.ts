/** Where a server is, and the key it asks for. */
export interface Endpoint {
  /** Such as `http://localhost:8000/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
}
