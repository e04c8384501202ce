/** Meetings as they are counted: docs/measures.md. */
import { countMeeting } from '../../engine/insight';
import { source } from '../insight/source';
import { changes } from './store';

export const countedMeetings = source('briefing', changes, countMeeting);
