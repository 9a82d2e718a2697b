import type { Text } from '../text';

/** What is wrong with a file of embeddings or an entry of a model's folder, and what to do: parts of sentences. */
export const MODEL_PHRASES = {
  'npy.foreign': 'it is not a NumPy .npy file',
  'npy.version': 'its format version is {version}, and only 1 to 3 are known',
  'npy.headerCut': 'it ends inside its header',
  'npy.structured': 'it holds numbers of a structured type',
  'npy.type': 'it holds numbers of type "{type}"',
  'npy.saveFloat32': 'Save it as float32: np.save(file, x.astype("<f4")).',
  'npy.columns': 'it is stored column by column',
  'npy.saveInRows': 'Save it in C order: np.save(file, np.ascontiguousarray(x)).',
  'npy.shape': 'its shape is ({shape})',
  'npy.expectedShape': 'Expected rows × dimensions, such as (1000, 384).',
  'npy.cut': 'it is cut short: {bytes} bytes where {count} × {dimensions} numbers need {expected}',
  'entry.text': 'a text',
  'entry.path': 'a path inside the folder',
  'entry.template': 'a text with {instruction} or {response}',
  'entry.sixTokens': 'six token ids',
  'entry.boolean': 'true or false',
  'entry.scores': 'scores from 1 to 6',
  'entry.tokens': 'a number from 8',
  'entry.threshold': 'a number from -1 to 1',
} as const satisfies Readonly<Record<string, Text>>;
