/** Of a request about a dataset that is open: what `dataset/open` called it. */
export interface OfDataset {
  readonly datasetId: string;
}
