import { packageExtension } from './package';

let product: Promise<string> | undefined;

/**
 * Builds and packs the extension, once a process.
 * @returns the path of the VSIX; `dist/` holds the same build.
 */
export function buildProduct(): Promise<string> {
  if (product === undefined) console.log('Building and packing the extension …');
  product ??= packageExtension();
  return product;
}
