import { evaluateScorers } from '../../tools/scorers/evaluateScorers';
import { evaluateEmbedder } from './embedder/evaluateEmbedder';

const EVALUATIONS: Readonly<Record<string, (write: boolean) => Promise<string[]>>> = {
  scorer: evaluateScorers,
  embedder: evaluateEmbedder,
};

/**
 * `npm run eval:models [-- scorer | embedder] [-- --write]`: measures the built-in models on the labelled data, prints
 * every table, and fails when a model card says something else; with `--write` the cards are changed instead.
 */
async function main(): Promise<void> {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  for (const [name, evaluate] of Object.entries(EVALUATIONS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const difference of await evaluate(process.argv.includes('--write'))) {
      console.error(`The model card of the ${name} disagrees: ${difference}`);
      process.exitCode = 1;
    }
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
