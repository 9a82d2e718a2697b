import { version } from '../../package.json';

/** The product's version, as reports, manifests and the handshake name it. */
export const VERSION: string = version;
