/** Trainings as they are counted: docs/measures.md. */
import { countTraining } from '../../engine/insight';
import { source } from '../insight/source';
import { changes } from './store';

export const countedTrainings = source('training', changes, countTraining);
