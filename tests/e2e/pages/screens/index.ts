/** Every page in every state that a person can meet it in. */
import { briefing, briefings } from './briefing';
import { desk, label, sheet } from './desk';
import { insight } from './insight';
import { day, history, misses, round } from './inspection';
import { cases, order } from './order';
import { ledger } from './ledger';
import { mine, screening } from './mine';
import { nameless } from './nameless';
import { bind, today } from './others';
import { apply, certificates, permits, ticket } from './permit';
import { person } from './person';
import { pictures } from './picture';
import { points } from './points';
import { camera, result, unsent } from './report';
import type { Screen } from './screen';
import { home, me, messages, orders } from './tabs';
import { training } from './training';
import { voice } from './voice';

export type { Screen } from './screen';

export const SCREENS: readonly Screen[] = [
  ...home,
  ...orders,
  ...messages,
  ...me,
  ...order,
  ...cases,
  ...camera,
  ...pictures,
  ...voice,
  ...result,
  ...unsent,
  ...screening,
  ...mine,
  ...nameless,
  ...today,
  ...bind,
  ...person,
  ...desk,
  ...label,
  ...sheet,
  ...day,
  ...round,
  ...misses,
  ...history,
  ...permits,
  ...apply,
  ...ticket,
  ...certificates,
  ...training,
  ...briefing,
  ...briefings,
  ...points,
  ...insight,
  ...ledger,
];
