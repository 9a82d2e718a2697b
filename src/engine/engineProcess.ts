import { createEngine } from './engine';
import { serveEngine } from './process/engineServer';

/** Entry of the engine's own process. */
serveEngine((options, host) => createEngine(options, { host }));
