/** Orders as the server shows them, for tests of what the phone makes of them. */
import type { OrderView, PersonCard, PhotoView, Technical } from '../../../typings/api';

/** 22 November 2026, 10:00 +08:00. */
export const NOW = Date.UTC(2026, 10, 22, 2);

export const person = (id: string, name: string, duty: string): PersonCard => ({
  id,
  name,
  duty,
  phone: '13900000000',
});

export const photo = (id: string, purpose: PhotoView['purpose'], round: number): PhotoView => ({
  id,
  purpose,
  round,
  state: 'sealed',
  format: 'jpeg',
  url: `https://files.example/${id}.jpg`,
  receivedAt: NOW,
  note: null,
});

/** The next step of an order that has waited for somebody since {@link NOW}. */
export const waitsFor = (id: string, name: string, dueAt: number): NonNullable<OrderView['next']> => ({
  owner: { id, name },
  since: NOW,
  dueAt,
  overdue: dueAt <= NOW,
  escalatedTo: null,
});

export function orderView(change: Partial<OrderView> = {}): OrderView {
  return {
    id: 'o-1',
    number: 'YH-20261122-0007',
    rev: 3,
    title: '气瓶没固定',
    state: { id: 'rectifying', label: '整改中', ring: 3, end: false },
    urgency: 'high',
    level: 'general',
    suspectedMajor: false,
    place: { areaName: '车间二层 C 区', pointNo: 'C-07', riskColor: 'orange' },
    reportedAt: NOW,
    next: { ...waitsFor('p-1', '张工', NOW), overdue: false },
    sentence: '',
    thumb: null,
    action: null,
    may: [],
    description: '',
    categoryId: 'cylinder',
    templateId: null,
    kind: 'thing',
    round: 1,
    measure: null,
    resolveDueAt: NOW,
    people: {
      owner: null,
      siteKeeper: person('p-1', '李主管', '现场管控人'),
      rectifier: null,
      fixer: null,
      reporter: null,
      escalatedTo: null,
      now: null,
    },
    levelBasis: null,
    screening: null,
    task: null,
    interim: null,
    approval: null,
    deferral: null,
    majorPlan: null,
    duties: [],
    transfers: [],
    ruling: null,
    stoppage: null,
    relations: [],
    directives: [],
    repeatId: null,
    plan: null,
    photos: [],
    voice: null,
    timeline: [],
    comments: [],
    actions: [],
    notMine: null,
    unreached: [],
    technical: null,
    ...change,
  };
}

/** What safety reads of an order of which nothing is odd. */
export const technicalOf = (change: Partial<Technical> = {}): Technical => ({
  clock: null,
  position: null,
  placeSource: 'label',
  files: [],
  held: [],
  alike: [],
  uncompared: [],
  ...change,
});
