import { toWireError } from '../../../src/protocol/wireError';
import { mount } from '../layout/mount';
import { PageFailure } from './pageFailure';

/** Shows what went wrong in place of everything else, where what the page is about cannot be opened. */
export function mountFailure(error: unknown): void {
  mount(<PageFailure failure={toWireError(error)} />, 'page');
}
