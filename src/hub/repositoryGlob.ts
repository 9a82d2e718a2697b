/**
 * The test for a pattern of paths as dataset cards have them: `*` and `?` stand for parts of one name, `**` for any
 * folders, `[a-c]` for one of some characters. What is no pattern is the path itself, or a folder of files.
 */
export function globTest(pattern: string): (path: string) => boolean {
  const plain = pattern
    .split('/')
    .filter((step) => step !== '' && step !== '.')
    .join('/');
  if (plain === '') return () => true; // The repository itself.
  if (!/[*?[]/.test(plain)) return (path) => path === plain || path.startsWith(`${plain}/`);
  const parts = plain.split(/(\*\*\/|\*\*|\*|\?|\[[^\]]+\])/).map(partOf);
  const whole = new RegExp(`^${parts.join('')}$`, 'u');
  return (path) => whole.test(path);
}

function partOf(part: string): string {
  if (part === '**/') return '(?:[^/]+/)*';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  const characters = /^\[(!?)(.+)\]$/.exec(part);
  if (characters !== null) {
    const [, negation = '', inside = ''] = characters;
    return `[${negation === '' ? '' : '^'}${withoutEmptyRanges(inside).replace(/[\\^[\]]/g, '\\$&')}]`;
  }
  return part.replace(/[\\^$.|+(){}[\]]/g, '\\$&');
}

/** A range that ends before it begins, as `[z-a]`, holds no character. */
function withoutEmptyRanges(characters: string): string {
  return characters.replace(/(.)-(.)/gu, (range, from: string, to: string) =>
    (from.codePointAt(0) ?? 0) <= (to.codePointAt(0) ?? 0) ? range : '',
  );
}
