/** What stands between these in the README is of use in a checkout alone. */
const CHECKOUT = /<!-- checkout -->[^]*?<!-- \/checkout -->/g;
const PICTURE = /!\[([^\]]*)\]\(([^):]+\.png)\)/g;
/** To a file beside the README: neither an address nor a place in the same text. */
const LINK_TO_FILE = /(?<!!)\[([^\]]+)\]\((?!#|\w+:)[^)]+\)/g;

/**
 * Makes the page that an editor shows of the extension out of the README. Of pictures, VS Code lets that page load those at
 * `https:` addresses and in `data:` ones; of links, it follows those to addresses and to places of the page. So pictures
 * are put into the text, links to files are left as words, and what only a checkout has is left out.
 * @param readme Markdown; relative links start from the folder that holds it
 * @param read gives the bytes of a PNG picture that the README names
 */
export async function extensionPage(readme: string, read: (file: string) => Promise<Buffer>): Promise<string> {
  const text = readme
    .replace(CHECKOUT, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(LINK_TO_FILE, '$1');
  let page = text;
  for (const [picture, words = '', file = ''] of text.matchAll(PICTURE)) {
    const bytes = await read(file);
    page = page.replace(picture, `![${words}](data:image/png;base64,${bytes.toString('base64')})`);
  }
  return page;
}
