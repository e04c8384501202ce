/** The doorway of people: every call from a phone comes in here. */
import { createRouter } from '../platform/router';
import { identify } from '../features/people/identify';
import { routes } from './routes';

const seldom = async () => (await import('./seldom')).seldomRoutes;

export const main = createRouter(routes, seldom, identify);
