/** What must be empty before a configuration is published: the holes of each kind, in words an editor can act on. */
export { noticesHoles } from './holes/notices';
export { placesHoles } from './holes/places';
export { rosterHoles } from './holes/roster';
export { fallbackCells, routingHoles, type FallbackCell } from './holes/routing';
export { templatesHoles } from './holes/templates';
