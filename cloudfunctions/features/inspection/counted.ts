/** Rounds as they are counted: docs/measures.md. */
import { countRound } from '../../engine/insight';
import { source } from '../insight/source';
import { changes } from './store';

export const countedRounds = source('task', changes, countRound);
