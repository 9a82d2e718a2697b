import type { Dataset } from '../../dataset/dataset';

/** Where a row says that it comes from: its `source` or `dataset`; "" where it does not say. */
export async function sourceOf(dataset: Dataset, { rowIndex }: { readonly rowIndex: number }): Promise<string> {
  const bytes = await dataset.rawBytes(rowIndex);
  try {
    const { source, dataset: set } = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    return [source, set].find((value) => typeof value === 'string') ?? '';
  } catch {
    return '';
  }
}
