/**
 * Whether the command palette finds a title by what is typed: the letters go on where the last one stood, or at the
 * beginning of any later word.
 */
export function paletteFinds(typed: string, title: string): boolean {
  const wanted = lettersOf(typed);
  const target = title.toLowerCase();
  const starts = [...target.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index);
  const findsFrom = (done: number, at: number): boolean => {
    if (done === wanted.length) return true;
    if (target[at] === wanted[done] && findsFrom(done + 1, at + 1)) return true;
    return starts.some((start) => start > at && target[start] === wanted[done] && findsFrom(done + 1, start + 1));
  };
  return starts.some((start) => target[start] === wanted[0] && findsFrom(1, start + 1));
}

function lettersOf(typed: string): string {
  return typed.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
