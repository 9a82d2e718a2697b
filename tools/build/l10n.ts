import { writeFileSync } from 'node:fs';
import { BUNDLE, codeTexts } from './codeTexts';

/** Writes what the code says into the bundle that a translation starts from. */
const texts = codeTexts();
writeFileSync(BUNDLE, `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), undefined, 2)}\n`);
console.log(`${texts.length} texts`);
