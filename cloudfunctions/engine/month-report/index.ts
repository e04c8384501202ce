/** The report of a month as rules: what high-risk work will probably bring, sentences, and what must not stand in it. */
export { withoutNames } from './private';
export { forecastsOf, wholeWeeks } from './weeks';
export { gapsOf, sentencesOf } from './words';
