/** What phones list, each row with no more than it shows: shapes of the contract in `api.ts`. */
import type { Millis, PersonRef } from './domain';
import type { DirectiveView, OrderCard, PersonCard, StateView } from './views';

/** What became of one's own report. */
export interface MyReport {
  id: string;
  number: string;
  title: string;
  state: StateView;
  place: OrderCard['place'];
  reportedAt: Millis;
  /** One sentence: whose turn it is and since when, or how it ended. */
  sentence: string;
  /** It is this person's turn. */
  yours: boolean;
  /** Temporary links to the place as it was found and as it is now that it is mended. */
  before: string | null;
  after: string | null;
  /** In the fixer's words; null while it is not mended, and where the reporter mended it. */
  thanks: { by: string; text: string } | null;
  /** 不属于隐患: who looked and why; the name is empty and the reason too where neither was kept. */
  declined: { by: string; reason: string } | null;
  /** Earned by it, less what was taken back. */
  points: number;
  /** 帮同事报: who sent it for this person. */
  through: string | null;
  /** The order it was merged into and that it follows from then on. */
  into: { id: string; number: string } | null;
}

/** One way of finding orders again. */
export interface SearchInput {
  /** A number or the end of one (`0007`), words of a title, or a person's name. */
  text?: string;
  areaId?: string;
  /** Reported, owned, fixed or answered for by this person. */
  personId?: string;
  open?: boolean;
  cursor?: string | null;
}

/** A group of cards with their number in all. */
export interface Pile {
  orders: OrderCard[];
  n: number;
}

/** What safety looks after: nobody's hazard becomes somebody's here. */
export interface Desk {
  /** 待裁决 */
  rulings: Pile;
  /** 待判定 */
  determinations: Pile;
  /** Whose message did not arrive: 「未通知到」. */
  unreached: Pile;
  /** Nobody answered in time. */
  overdue: Pile;
  /** Waits for a signature. */
  approvals: Pile;
  /** 已停用 and 建议停用 */
  stops: Pile;
  /** The content check minds a picture or the words: hidden from outsiders until safety has looked. */
  reviews: Pile;
  /** Duties by law that are open, soonest first. */
  duties: { orderId: string; number: string; label: string; dueAt: Millis; overdue: boolean }[];
  /** Which cells of area × category × urgency × shift only the fallback covers, in Chinese, and roster holes to come. */
  holes: { text: string }[];
  /** Templates that no screening card asks about, with how many open orders each has; null: reported without a template. */
  unscreened: { templateId: string | null; title: string; open: number }[];
  /** People who can receive no message any more: 「还能收到 0 条提醒」. */
  mute: { person: PersonRef; post: string; phone: string | null }[];
}

/** The duty leader's card at night. */
export interface NightCard {
  /** Null when this person is not the duty leader now or next. */
  turn: ShiftView | null;
  /** What needs a person before morning: 高, 疑似重大, unreached, 待裁决, 建议停用. */
  now: OrderCard[];
  /** How many wait for the morning. */
  later: number;
  /** Whom to call where: who is on duty now. */
  people: PersonCard[];
}

/** 「需要你拍板」 */
export interface Decisions {
  approvals: OrderCard[];
  directives: DirectiveView[];
  /** Open majors and suspected majors. */
  majors: OrderCard[];
}

/** A list a person may ask for. `waiting`: my turn; `reported`: mine; `charge`: I am rectifier; `area`: what I oversee. */
export type ListTab = 'waiting' | 'reported' | 'charge' | 'area';

export interface ListInput {
  tab: ListTab;
  /** Only this state. */
  state?: string;
  open?: boolean;
  cursor?: string | null;
}

/** How many open orders stand in a state. */
export interface StateCount {
  stateId: string;
  label: string;
  ring: StateView['ring'];
  n: number;
}

/** A person's turn on duty: the one that runs, or the one that begins within half an hour. */
export interface ShiftView {
  /** `{yyyy-mm-dd}:{shift}`, the date on which it starts. */
  id: string;
  /** e.g. 「白班」 */
  name: string;
  startsAt: Millis;
  endsAt: Millis;
  /** When this person took it over; null: not yet. */
  takenOverAt: Millis | null;
}

/** What the open orders of some areas pass from one 现场管控人 to the next, by person. */
export interface Handover {
  /** Who hands over to this person, or who takes over from them. */
  person: PersonRef;
  /** Whether the roster names that person for the shift; if not, they stand in: the department's head, else the duty leader. */
  rostered: boolean;
  /** Of the person above, e.g. 「夜班」. */
  shiftName: string;
  orders: {
    id: string;
    number: string;
    title: string;
    state: StateView;
    place: OrderCard['place'];
    sentence: string;
    /** What the one who hands over said about this order. */
    note: string | null;
  }[];
  /** What they said about all of it. */
  note: string | null;
  /** When it was handed over; null: not yet, or by nobody. */
  at: Millis | null;
}

/** One order of a handover with a word about it. */
export interface HandoverNote {
  orderId: string;
  text: string;
}

export interface NoticeView {
  id: string;
  title: string;
  lines: string[];
  at: Millis;
  read: boolean;
  orderId: string | null;
  orderNumber: string | null;
  /** Which page it speaks of; null: it says all there is. */
  page:
    | 'order'
    | 'directives'
    | 'today'
    | 'day'
    | 'misses'
    | 'briefing'
    | 'briefings'
    | 'permit'
    | 'certificates'
    | 'training'
    | 'trainings'
    | 'trainingClass'
    | 'redemption'
    | 'shelf'
    | 'points'
    | 'grant'
    | 'fund'
    | 'ledger'
    | 'monthReport'
    | 'repeat'
    | 'week'
    | null;
  /** Of what its page opens, where that is no order; missing: the page needs none. */
  subjectId?: string;
}
