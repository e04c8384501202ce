/** What must be empty before a configuration is published, and what is only worth knowing, in words an editor can act on. */
export { calendarWarnings } from './calendar';
export { fallbackCells, fallbackLines, type FallbackCell } from './fallback';
export { briefingHoles } from './holes/briefings';
export { goodsHoles } from './holes/goods';
export { inspectionHoles } from './holes/inspection';
export { noticesHoles } from './holes/notices';
export { permitsHoles } from './holes/permits';
export { placesHoles } from './holes/places';
export { rosterHoles } from './holes/roster';
export { routingHoles } from './holes/routing';
export { screeningHoles } from './holes/screening';
export { templatesHoles } from './holes/templates';
export { trainingHoles } from './holes/training';
