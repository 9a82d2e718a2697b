import fc from 'fast-check';

/** Another number draws other examples; a failure prints the seed that it came from. */
const SEED_VARIABLE = 'DEITA_TEST_SEED';

/** Property tests draw the same examples in every run: what fails once fails again. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env[SEED_VARIABLE] ?? 20240507) });
