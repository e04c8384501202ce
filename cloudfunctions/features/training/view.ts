/** A training as phones show it: whole, and as a line of a list. */
import type { CourseView, PartView, TrainingCard, TrainingView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Training, TrainingCourse, TrainingPart } from '../../../typings/training';
import { hoursOf, LEVEL_NAMES } from '../../../miniprogram/shared/training';
import { attendedOf, hasPassed, isTaught, isToSign, nextTryAt, partInTurn } from '../../engine/training';
import { linksTo } from '../capture/links';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { recordHash } from './hash';
import { maySeeTraining, mayWaive } from './rights';
import type { TrainingRow } from './store';

export function trainingCard(training: TrainingRow, actor: Pick<Actor, 'id'>): TrainingCard {
  const { minutes, hourMinutes } = training;
  return {
    id: training._id,
    rev: training.rev,
    kind: training.kind,
    title: training.title,
    key: training.key,
    person: training.person,
    departmentName: training.departmentName,
    post: training.post,
    dueAt: training.dueAt,
    state: training.state,
    open: training.open,
    isMissed: training.isMissed,
    line: training.line,
    hours: { done: hoursOf(minutes.done, hourMinutes), all: hoursOf(minutes.all, hourMinutes) },
    mine: training.person.id === actor.id,
  };
}

type Links = ReadonlyMap<string, string>;

function quizView(course: TrainingCourse): CourseView['quiz'] {
  const { quiz, tries } = course;
  if (quiz === null) return null;
  const best = tries.length === 0 ? null : Math.max(...tries.map(({ right }) => right));
  const from = isTaught(course) ? nextTryAt(course) : null;
  return { draw: quiz.draw, pass: quiz.pass, passed: hasPassed(course), best, from };
}

function courseView(course: TrainingCourse, waits: boolean, links: Links): CourseView {
  const quiz = quizView(course);
  return {
    id: course.id,
    title: course.title,
    minutes: course.minutes,
    classroom: course.classroom,
    attended: attendedOf(course),
    classes: Object.values(course.attendance).map(({ at, minutes, how, trainer }) => ({
      ...{ at, minutes, how },
      trainer: trainer.name,
    })),
    materials: course.materials.map((material) => ({
      id: material.id,
      title: material.title,
      kind: material.kind,
      text: material.kind === 'text' ? material.text : null,
      url: material.kind === 'text' ? null : (links.get(material.fileId) ?? null),
      read: Object.hasOwn(course.read, material.id),
    })),
    quiz: quiz && { ...quiz, from: waits ? null : quiz.from },
    doneAt: course.doneAt,
  };
}

function signatureView(
  { evidence }: Training,
  { signature }: TrainingPart,
  links: Links,
): PartView['signature'] {
  if (signature === null) return null;
  const { at, evidenceId, recordHash: hash } = signature;
  const file = evidence[evidenceId]?.sealedFileId ?? '';
  return { at, url: links.get(file) ?? null, recordHash: hash };
}

/** Every file that a view of a training shows. */
function filesOf({ parts, evidence }: Training): string[] {
  const materials = parts
    .flatMap(({ courses }) => courses.flatMap((course) => course.materials))
    .flatMap((material) => (material.kind === 'text' ? [] : [material.fileId]));
  const signatures = Object.values(evidence).flatMap(({ sealedFileId }) => sealedFileId ?? []);
  return [...new Set([...materials, ...signatures])];
}

/** All of a training; links need no database. */
export async function trainingView(
  training: Training,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<TrainingView> {
  const links = await linksTo(filesOf(training));
  const turn = partInTurn(training);
  const isLate = training.open && training.state === 'overdue';
  return {
    ...trainingCard(training, actor),
    hourMinutes: training.hourMinutes,
    joinedOn: training.joinedOn,
    finishedAt: training.finishedAt,
    waived: training.waived,
    dropped: training.dropped,
    parts: training.parts.map((part) => {
      const waits = part.signature === null && part !== turn;
      const sum = (courses: readonly TrainingCourse[]): number =>
        courses.reduce((all, { minutes }) => all + minutes, 0);
      const toSign = training.open && part === turn && isToSign(part);
      return {
        level: part.level,
        label: LEVEL_NAMES[part.level],
        trainer: part.trainer,
        minutes: sum(part.courses),
        doneMinutes: sum(part.courses.filter(({ doneAt }) => doneAt !== null)),
        courses: part.courses.map((course) => courseView(course, waits, links)),
        waits,
        toSign: toSign ? { recordHash: recordHash(training, part.level) } : null,
        signature: signatureView(training, part, links),
      };
    }),
    misses: training.misses.map(({ at, reason, by, until }) => ({ at, reason, by: by?.name ?? null, until })),
    may: {
      explain: isLate && now >= training.dueAt && maySeeTraining(training, actor, inForce),
      waive: training.open && mayWaive(training, actor),
      sheet: maySeeTraining(training, actor, inForce),
    },
  };
}
