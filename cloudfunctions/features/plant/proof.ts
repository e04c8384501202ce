/** What must be proven before a configuration is put in force: each kind against all the rest. */
import type { ConfigKind, ConfigKinds } from '../../../typings/config';
import { AppError } from '../../../miniprogram/shared/errors';
import { awardHoles } from '../../engine/points/holes';
import { prove } from '../../engine/prove';
import type { DirectoryPerson } from '../people/directory';
import {
  briefingHoles,
  goodsHoles,
  inspectionHoles,
  noticesHoles,
  permitsHoles,
  placesHoles,
  rosterHoles,
  routingHoles,
  screeningHoles,
  templatesHoles,
  trainingHoles,
} from '../routing/holes';

/** Whatever the holes look at of a person. */
type Staff = readonly DirectoryPerson[];

type ProofName =
  | 'flows'
  | 'places'
  | 'roster'
  | 'routing'
  | 'templates'
  | 'screening'
  | 'notices'
  | 'rewards'
  | 'inspection'
  | 'briefings'
  | 'goods'
  | 'permits'
  | 'training';

/** @returns holes in Chinese. @param today - `yyyy-mm-dd`; earlier changes of the roster are history */
type Proof = (all: ConfigKinds, people: Staff, today: string) => string[];

const PROOFS: Record<ProofName, Proof> = {
  flows: ({ flows, deadlines }) => prove(flows, deadlines),
  places: ({ places }, people) => placesHoles(places, people),
  roster: ({ places, roster }, people, today) => rosterHoles(places, roster, people, today),
  routing: ({ routing, places, templates, roster }, people) =>
    routingHoles(routing, places, templates, roster, people),
  templates: ({ templates }) => templatesHoles(templates),
  screening: ({ screening, templates }) => screeningHoles(screening, templates),
  notices: ({ notices, flows }) => noticesHoles(notices, flows),
  rewards: ({ rewards, flows, templates }) => awardHoles(rewards, flows, templates),
  inspection: ({ inspection, places, roster, templates }, people) =>
    inspectionHoles(inspection, places, roster, templates, people),
  briefings: ({ briefings, places, roster }, people) => briefingHoles(briefings, places, roster, people),
  goods: ({ goods }, people) => goodsHoles(goods, people),
  permits: ({ permits, places, templates }) => permitsHoles(permits, places, templates),
  training: ({ training, places }, people) => trainingHoles(training, places, people),
};

/** Which proofs a change of each kind could break. */
const TOUCHED: Record<ConfigKind, readonly ProofName[]> = {
  flows: ['flows', 'notices', 'rewards'],
  deadlines: ['flows'],
  places: ['places', 'roster', 'routing', 'inspection', 'briefings', 'permits', 'training'],
  roster: ['roster', 'routing', 'inspection', 'briefings'],
  routing: ['routing'],
  templates: ['templates', 'screening', 'routing', 'inspection', 'permits', 'rewards'],
  screening: ['screening'],
  notices: ['notices'],
  rewards: ['rewards'],
  roles: [],
  inspection: ['inspection'],
  briefings: ['briefings'],
  goods: ['goods'],
  permits: ['permits'],
  training: ['training'],
};

const STAFF_PROOFS = ['places', 'roster', 'routing', 'inspection', 'briefings', 'training', 'goods'] as const;

function holesIn(names: readonly ProofName[], all: ConfigKinds, people: Staff, today: string): string[] {
  return names.flatMap((name) => PROOFS[name](all, people, today));
}

/** Holes that publishing `kind` would leave. @param all - in force, with the new body in its place */
export const configHoles = (kind: ConfigKind, all: ConfigKinds, people: Staff, today: string): string[] =>
  holesIn(TOUCHED[kind], all, people, today);

/** Holes that these people leave in the configuration: a duty, a department, a rule or a plan without an active person. */
export const staffHoles = (all: ConfigKinds, people: Staff, today: string): string[] => [
  ...holesIn(STAFF_PROOFS, all, people, today),
  ...(people.some(({ status, roles }) => status === 'active' && roles.includes('admin'))
    ? []
    : ['没有在岗的管理员']),
];

/** Holes of a whole plant. */
export const plantHoles = (all: ConfigKinds, people: Staff, today: string): string[] => [
  ...holesIn(['flows', 'templates', 'screening', 'notices', 'rewards', 'permits'], all, people, today),
  ...staffHoles(all, people, today),
];

/** A screenful to mend; the count still tells how many there are. */
const MAX_LISTED = 50;

/** The refusal that lists holes: `CONFIG_INVALID` with `hole_1`, `hole_2`, … */
export function holesError(holes: readonly string[]): AppError {
  const listed = holes.slice(0, MAX_LISTED).map((hole, index) => [`hole_${index + 1}`, hole]);
  return new AppError(
    'CONFIG_INVALID',
    { count: holes.length },
    Object.fromEntries(listed) as Record<string, string>,
  );
}
