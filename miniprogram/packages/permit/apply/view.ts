/** The form for a ticket as its page shows it. Pure. */
import type { PermitForm } from '../../../../typings/permit-views';
import type { Plant } from '../../../services/core/places';
import {
  dayChoices,
  dayWords,
  hourChoices,
  levelOf,
  spanOf,
  spanWords,
  workerTrouble,
  workerWarning,
} from './draft';
import type { ApplyValue } from '../../../services/core/permit';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.permit;

/** A choice of which one is taken. */
export interface Chip {
  id: string;
  label: string;
  on: boolean;
}

export interface ApplyPage {
  methods: Chip[];
  levels: (Chip & { hint: string })[];
  /** 「按一级办：…」; empty when it is the chosen one. */
  raised: string;
  /** What follows from the level. */
  levelHints: string[];
  department: string;
  workerHint: string;
  workers: { id: string; name: string; until: string; trouble: string }[];
  days: Chip[];
  hours: Chip[];
  span: string;
  checks: { id: string; text: string; standard: string; photo: boolean }[];
  submitHint: string;
  label: string;
}

/** @param now - the server's time (ms) */
export function applyPage(
  { rules, certificateKind, departments }: PermitForm,
  plant: Plant | null,
  value: ApplyValue,
  now: number,
): ApplyPage {
  const inForce = rules === null ? null : levelOf(rules, plant, value);
  const span = spanOf(value);
  const titles = inForce?.level.approvals.map(({ title }) => title) ?? [];
  const longest = inForce?.level ?? rules?.levels[rules.levels.length - 1];
  return {
    methods: (rules?.methods ?? []).map((method) => ({
      id: method,
      label: method,
      on: method === value.method,
    })),
    levels: (rules?.levels ?? []).map(({ id, name, hours }) => ({
      id,
      label: name,
      hint: fill(t.levelHours, { hours }),
      on: id === value.level,
    })),
    raised:
      inForce === null || inForce.why === ''
        ? ''
        : fill(t.levelUp, { level: inForce.level.name, why: inForce.why }),
    levelHints:
      inForce === null || rules === null
        ? []
        : [
            fill(t.signedBy, { titles: titles.join('、') }),
            ...(inForce.gas ? [fill(t.gasNeeded, { minutes: rules.gas.within })] : []),
            ...(rules.holidaysUp && rules.levels[0] !== inForce.level ? [t.levelHoliday] : []),
          ],
    department: departments.find(({ id }) => id === value.departmentId)?.name ?? '',
    workerHint: fill(t.workerHint, { kind: certificateKind?.name ?? '' }),
    workers: value.workers.map((one) => ({
      id: one.certificateId,
      name: one.name,
      until: [fill(t.validUntil, { day: dayWords(one.validUntil) }), workerWarning(one, span, now)]
        .filter(Boolean)
        .join(' · '),
      trouble: workerTrouble(one, span, now),
    })),
    days: dayChoices(now).map(({ day, label }) => ({ id: day, label, on: day === value.day })),
    hours: (longest === undefined ? [] : hourChoices(longest)).map((hours) => ({
      id: String(hours),
      label: fill(t.hours, { count: hours }),
      on: hours === value.hours,
    })),
    span: spanWords(value, now),
    checks: (rules?.checks ?? [])
      .filter(({ levels }) => inForce !== null && (levels.length === 0 || levels.includes(inForce.level.id)))
      .map(({ id, text, standard, photo }) => ({ id, text, standard, photo })),
    submitHint: titles[0] === undefined ? '' : fill(t.submitHint, { title: titles[0] }),
    label: rules?.label ?? '',
  };
}
