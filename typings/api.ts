/** The contract between phone and cloud: every route of the `api` function with its input and output. */
import type {
  Evidence,
  EvidencePurpose,
  Millis,
  PersonRef,
  PlaceSource,
  Position,
  RiskColor,
  Role,
  Urgency,
  Level,
  HazardKind,
} from './domain';
import type { ConfigKind, Category, Template } from './config';
import type { FormField } from './flow';

/** What a phone sends. `requestId` is a UUID made with the intent; the same intent is resent under the same id. */
export interface ApiRequest<R extends RouteName = RouteName> {
  route: R;
  input: Routes[R]['input'];
  requestId: string;
  clientVersion: string;
}

export interface ApiError {
  code: string;
  /** Chinese, says what happens next. */
  message: string;
  /** Which inputs to mend: path → Chinese message. */
  fields?: Record<string, string>;
  /** With `CHANGED`: the order as it is now. */
  order?: OrderView;
}

export type ApiAnswer<T> = { ok: true; data: T } | { ok: false; error: ApiError };

export interface Me {
  id: string;
  kind: 'person' | 'guest';
  name: string;
  roles: Role[];
  departmentId: string | null;
  departmentName: string | null;
  post: string | null;
}

export interface PersonCard extends PersonRef {
  /** Null when the viewer may not call this person. */
  phone: string | null;
  /** e.g. 「整改责任人、现场管控人」 */
  duty: string;
}

export interface PhotoInput {
  fileId: string;
  source: 'camera' | 'album' | 'file';
  takenAt?: Millis | null;
}

export interface ReportInput {
  /** UUID made with the draft: becomes the order's id. */
  id: string;
  templateId: string | null;
  /** Needed when there is neither a template nor a photo. */
  description: string;
  /** Corrects the template's urgency; then `urgencyReason` is needed. */
  urgency?: Urgency;
  urgencyReason?: string;
  areaId: string;
  pointId: string | null;
  placeSource: PlaceSource;
  position: Position | null;
  photos: PhotoInput[];
  /** The phone's clock at the tap. */
  observedAt: Millis | null;
  visibility: 'named' | 'safetyOnly';
}

export interface ReportReceipt {
  id: string;
  number: string;
  owner: PersonRef;
  dueAt: Millis;
  /** 「已收到，编号 YH-…，现在由{姓名}处理，14:30 前回复你」 */
  sentence: string;
}

export interface ActInput {
  orderId: string;
  /** The `rev` of the order the person was looking at. */
  rev: number;
  action: string;
  input: {
    text?: string;
    reason?: string;
    photos?: PhotoInput[];
    files?: PhotoInput[];
    personId?: string;
    onSite?: boolean;
    urgency?: Urgency;
  };
}

/** A button the server grants. */
export interface GrantedAction {
  id: string;
  label: string;
  style: 'primary' | 'secondary' | 'more';
  form: FormField[];
}

export interface PhotoView {
  id: string;
  purpose: EvidencePurpose;
  round: number;
  state: Evidence['state'];
  format: Evidence['format'];
  /** Temporary link to the sealed file; null while it is being sealed or when refused. */
  url: string | null;
  receivedAt: Millis;
  /** Why a picture cannot be shown, in Chinese. */
  note: string | null;
}

export interface StateView {
  id: string;
  /** e.g. 「退回重改(第2轮)」 */
  label: string;
  ring: 0 | 1 | 2 | 3 | 4 | 5;
  end: boolean;
}

/** One row of a list. */
export interface OrderCard {
  id: string;
  number: string;
  rev: number;
  title: string;
  state: StateView;
  urgency: Urgency;
  level: Level;
  suspectedMajor: boolean;
  place: { areaName: string; pointNo: string | null; riskColor: RiskColor };
  reportedAt: Millis;
  next: {
    owner: PersonRef;
    /** Since when the step waits. */
    since: Millis;
    dueAt: Millis;
    overdue: boolean;
    /** Whom the ladder reached; the owner stays accountable. */
    escalatedTo: PersonRef | null;
  } | null;
  /** One sentence: whose turn and until when. */
  sentence: string;
  /** Temporary link to the first scene photo. */
  thumb: string | null;
  /** The one action to offer on the card. */
  action: GrantedAction | null;
  /** Ids of all actions that this person may take now. */
  may: string[];
}

export interface OrderView extends OrderCard {
  description: string;
  categoryId: string;
  templateId: string | null;
  kind: HazardKind;
  round: number;
  measure: string | null;
  resolveDueAt: Millis;
  people: {
    owner: PersonCard | null;
    siteKeeper: PersonCard;
    rectifier: PersonCard | null;
    fixer: PersonCard | null;
    /** 「匿名」-safe: null when the viewer may not know. */
    reporter: PersonCard | null;
    escalatedTo: PersonCard | null;
  };
  plan: { text: string; by: string; at: Millis } | null;
  photos: PhotoView[];
  timeline: { at: Millis; who: string; what: string; note: string | null }[];
  comments: { id: string; at: Millis; who: string; text: string }[];
  actions: GrantedAction[];
  /** Not my turn: 「这一单现在由{姓名}处理，你可以留言」 */
  notMine: string | null;
  /** People a message did not reach: 「未通知到，请打电话」 */
  unreached: PersonCard[];
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
}

export type Granted = 'accept' | 'reject' | 'ban' | 'filter';

/** route → input, output. The router's table and the phone's `call()` are both checked against this. */
export interface Routes {
  'session.get': {
    input: Record<string, never>;
    output: {
      me: Me;
      /** Files go under `evidence/{yyyymm}/{uploadPrefix}/{uuid}.{ext}`; other paths are refused. */
      uploadPrefix: string;
      serverNow: Millis;
      plant: { name: string; promise: string; emergencyPhone: string };
      dutyLeader: PersonCard;
      reminders: { key: string; templateId: string; title: string; left: number }[];
    };
  };
  'session.bind': {
    input: { employeeNo: string; name: string; code: string };
    output: { me: Me; uploadPrefix: string };
  };
  'invites.create': {
    input: { personId: string };
    output: { personId: string; name: string; code: string; expiresAt: Millis };
  };
  'plant.get': {
    input: { version?: string | null };
    /** `unchanged` when the phone's copy is current. */
    output:
      | { unchanged: true; version: string }
      | {
          unchanged: false;
          version: string;
          areas: {
            id: string;
            name: string;
            building: string;
            floor: string;
            zone: string;
            riskColor: RiskColor;
            phoneFree: boolean;
          }[];
          points: { id: string; no: string; name: string; areaId: string; riskColor: RiskColor }[];
          categories: Category[];
          templates: Template[];
        };
  };
  'people.candidates': {
    /** People an order may be given to; on-duty first. */
    input: { orderId: string };
    output: { people: { id: string; name: string; post: string; departmentName: string; onDuty: boolean }[] };
  };
  'people.save': {
    input: {
      /** The revision that was edited; 0 for a new person. */
      rev: number;
      person: {
        id: string;
        name: string;
        employeeNo: string;
        phone: string;
        departmentId: string;
        teamId: string;
        post: string;
        roles: Role[];
        bossId: string | null;
        status: 'active' | 'left';
      };
    };
    output: { id: string; rev: number };
  };
  'config.get': {
    input: { kind: ConfigKind };
    output: { kind: ConfigKind; version: string; body: unknown };
  };
  'config.publish': {
    input: {
      kind: ConfigKind;
      body: unknown;
      /** The version that was edited; publishing over another is refused. */
      basedOn: string | null;
      note: string;
    };
    output: { kind: ConfigKind; version: string };
  };
  'orders.report': { input: ReportInput; output: ReportReceipt };
  'orders.get': { input: { orderId: string }; output: OrderView };
  'orders.list': { input: ListInput; output: { orders: OrderCard[]; cursor: string | null } };
  'orders.act': { input: ActInput; output: OrderView };
  'orders.comment': { input: { orderId: string; text: string }; output: { id: string } };
  'home.get': {
    input: Record<string, never>;
    output: {
      me: Me;
      waiting: OrderCard[];
      waitingMore: boolean;
      lastReport: OrderCard | null;
      points: { balance: number };
    };
  };
  /** 主管今日: what a supervisor oversees, most urgent first, and what one shift leaves to the next. */
  'today.get': {
    input: Record<string, never>;
    output: {
      /** Null when the roster does not name this person now or soon. */
      shift: ShiftView | null;
      /** Of everything they oversee, in the order of the flow. */
      counts: StateCount[];
      /** Waits for them, or for whoever answers first, by time left. */
      orders: OrderCard[];
      /** Whether there are more open orders than were counted. */
      more: boolean;
      /** From shortly before the shift until it was taken over and begun: what the shift before leaves. */
      incoming: Handover[];
      /** In the last half hour of the shift: what it leaves, by successor. */
      outgoing: Handover[];
    };
  };
  /** 接班: this person is there. The same shift twice is taken over once. */
  'shifts.takeOver': { input: { shiftId: string }; output: { shift: ShiftView } };
  /** 交班: once a shift, in its last half hour. Successors find it on their page and in their inbox. */
  'shifts.handOver': {
    input: { shiftId: string; note: string; notes: HandoverNote[] };
    output: { at: Millis; to: PersonRef[] };
  };
  /** Templates in the order in which this place reports them, most frequent first; those never reported here are left out. */
  'templates.here': {
    input: { areaId: string; pointId: string | null };
    output: { templateIds: string[] };
  };
  'notices.list': {
    input: { cursor?: string | null };
    output: { notices: NoticeView[]; cursor: string | null };
  };
  'notices.read': { input: { ids: string[] }; output: { read: number } };
  /** What the person answered to a subscription prompt; one acceptance is one message. */
  'notices.granted': {
    input: { results: Record<string, Granted> };
    output: { reminders: { key: string; left: number }[] };
  };
  'points.get': {
    input: { cursor?: string | null };
    output: {
      balance: number;
      entries: { id: string; points: number; reason: string; orderNumber: string | null; at: Millis }[];
      cursor: string | null;
    };
  };
}

export type RouteName = keyof Routes;
