/** The contract between phone and cloud: every route of the `api` function with its input and output. */
import type { ForWork, Millis, PersonInput, PersonRef, RiskColor } from './domain';
import type { CertificateInput, CertificateKind, CertificateView } from './certificate';
import type { ConfigKind, Category, ScreeningCard, Template } from './config';
import type {
  BriefingMonth,
  BriefingRow,
  BriefingView,
  CloseBriefingInput,
  SignBriefingInput,
} from './briefing';
import type { DayLine } from './day';
import type { InspectionMonth } from './insight';
import type { InsightRoutes } from './insight-views';
import type { MonthReportRoutes } from './month-report';
import type { RepeatRoutes } from './repeat';
import type { HomeWeek, WeekTopRoutes } from './week-top';
import type { ExportKind, ExportView, GapRow, Shown } from './ledger';
import type {
  Coverage,
  Lack,
  LastUseCheck,
  MachineHistory,
  SubmitInput,
  TaskCard,
  TaskView,
} from './inspection';
import type {
  PermitActInput,
  PermitCard,
  PermitForm,
  PermitInput,
  PermitTab,
  PermitView,
} from './permit-views';
import type { PointsRoutes } from './points';
import type { ShopRoutes } from './shop';
import type { TrainingRoutes } from './training-routes';
import type {
  ActInput,
  BulkInput,
  BulkResult,
  Colleague,
  Decisions,
  Desk,
  DirectiveView,
  Handover,
  HandoverNote,
  JoinInput,
  KeptKind,
  ListInput,
  Me,
  MyReport,
  NightCard,
  NoticeView,
  OrderCard,
  OrderView,
  PersonCard,
  PhotoInput,
  ReportInput,
  ReportReceipt,
  SearchInput,
  SimilarInput,
  SimilarOrder,
  ShiftView,
  StateCount,
  StateView,
} from './views';

export type * from './briefing';
export type * from './certificate';
export type * from './day';
export type * from './insight';
export type * from './insight-views';
export type * from './ledger';
export type * from './inspection';
export type * from './permit';
export type * from './permit-views';
export type * from './points';
export type * from './shop';
export type * from './sign-in';
export type * from './training';
export type * from './training-routes';
export type * from './training-views';
export type * from './views';

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

export type Granted = 'accept' | 'reject' | 'ban' | 'filter';

/** A label: of a point, or of the entrance to an area in which no phone may be used. */
export interface LabelRef {
  kind: 'point' | 'area';
  id: string;
}

export interface LabelCode extends LabelRef {
  /** WeChat's own code as a picture; good for two hours. */
  url: string;
  /** A plain QR code without its quiet zone: rows of modules, `1` is black. */
  plain: string[];
}

/** route → input, output. The router's table and the phone's `call()` are both checked against this. */
export interface Routes
  extends
    TrainingRoutes,
    PointsRoutes,
    ShopRoutes,
    InsightRoutes,
    MonthReportRoutes,
    RepeatRoutes,
    WeekTopRoutes {
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
            /** Its corners in order, gcj02 degrees; missing when nobody drew it. */
            outline?: [longitude: number, latitude: number][];
          }[];
          points: {
            id: string;
            no: string;
            name: string;
            areaId: string;
            riskColor: RiskColor;
            /** 使用前点检 is planned for it. */
            beforeUse?: true;
          }[];
          categories: Category[];
          templates: Template[];
          /** What is asked after some templates; the answers go with the report. */
          screening: ScreeningCard[];
        };
  };
  'people.candidates': {
    /** People an order may be given to; on-duty first. Without an order: whom a directive may be given to. */
    input: { orderId?: string };
    output: {
      people: ({
        id: string;
        name: string;
        post: string;
        departmentName: string;
        onDuty: boolean;
      } & ForWork)[];
    };
  };
  /** 帮同事报: who may be reported for, the own team first; nobody's number. `forWork`: to give them a round instead. */
  'people.colleagues': {
    input: { forWork?: boolean };
    output: { people: (Colleague & ForWork)[] };
  };
  /** 「系统记录了我什么」: what is kept about the caller, in three parts; nothing of anybody else. */
  'privacy.mine': {
    input: { about: 'reports' | 'work' | 'account' };
    output: { kinds: KeptKind[] };
  };
  'people.save': {
    input: {
      /** The revision that was edited; 0 for a new person. */
      rev: number;
      person: PersonInput;
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
  'orders.comment': {
    input: { orderId: string; text: string; mentions?: string[]; photos?: PhotoInput[] };
    output: { id: string };
  };
  /** 匿名: the folder for the pictures of one follow key, `evidence/{yyyymm}/{uploadPrefix}/…`; nothing of the caller is in it. */
  'orders.folder': { input: { key: string }; output: { uploadPrefix: string } };
  /** 我的匿名上报: the order of a follow key, without buttons; also the one that it was merged into. */
  'orders.follow': { input: { id: string; key: string }; output: OrderView };
  /** A word of the anonymous reporter on the order of their key. */
  'orders.reply': {
    input: { id: string; key: string; text: string; photos?: PhotoInput[] };
    output: { id: string };
  };
  /** Safety looked at what the content check minded: shows it to others too, or leaves it hidden. */
  'content.review': {
    input: { orderId: string; files: string[]; description: boolean; show: boolean };
    output: OrderView;
  };
  /** 「我的上报」: what became of everything this person reported, newest first. */
  'reports.mine': {
    input: { cursor?: string | null };
    output: { reports: MyReport[]; cursor: string | null };
  };
  /** One act on up to 20 orders; each is decided on its own and replayed under its own part of the request's id. */
  'orders.bulk': { input: BulkInput; output: { results: BulkResult[] } };
  /** Orders by number, words, area or person, newest first; only what this person may see. */
  'orders.search': { input: SearchInput; output: { orders: OrderCard[]; cursor: string | null } };
  /** 「和上次一样处理」: how the same hazard was dealt with last at this point, else in this area; null when never. */
  'orders.last': {
    input: { orderId: string };
    output: { last: { number: string; plan: string; fixer: PersonRef | null; closedAt: Millis } | null };
  };
  /** Ends this order as the duplicate of another; who reported it follows the other one from then on. */
  'orders.merge': {
    input: { orderId: string; rev: number; into: string; reason: string };
    output: OrderView;
  };
  /** What may be the same thing as a report that is about to go, best first, two at most. It never blocks anything. */
  'orders.similar': { input: SimilarInput; output: { orders: SimilarOrder[] } };
  /** 「我也遇到」: the draft joins an open order; whoever sent it follows that one. */
  'orders.join': { input: JoinInput; output: ReportReceipt };
  /** Two orders that have to do with each other; both say so. */
  'orders.relate': { input: { orderId: string; to: string }; output: OrderView };
  /** Makes a routing rule of a ruling: this area and category go where it was ruled. */
  'rulings.adopt': { input: { orderId: string }; output: { version: string; because: string } };
  /** What to accept of 自改待抽查: a sample that the server draws for the day, and what follows from it. */
  'checks.get': { input: Record<string, never>; output: { sample: OrderCard[]; rest: number } };
  /** Accepts the rest once the whole sample was accepted today. */
  'checks.acceptRest': { input: Record<string, never>; output: { results: BulkResult[] } };
  /** What a scanned label says of its point: 已停用 or what is open there; never that it is safe. */
  'points.status': {
    input: { pointNo: string };
    output: {
      point: { id: string; no: string; name: string; areaId: string; areaName: string };
      stopped: { at: Millis; number: string; orderId: string } | null;
      /** 建议停用, nobody decided yet. */
      proposed: boolean;
      open: { id: string; number: string; title: string; state: StateView }[];
      /** 使用前点检 is planned for it, and when it was done last; null: it is not, or is no business of who asks. */
      beforeUse: { last: LastUseCheck | null } | null;
    };
  };
  /** The codes to print on labels, up to 24 at a time. WeChat's own are drawn once and kept. */
  'labels.codes': { input: { labels: LabelRef[] }; output: { codes: LabelCode[] } };
  /** 今日任务: what this person has to look at, with all that is needed to do it without a network; and what was done today. */
  'tasks.today': { input: Record<string, never>; output: { tasks: TaskView[] } };
  /** What else this day holds: trainings, meetings, tickets, certificates that end; soonest first. */
  'day.lines': { input: Record<string, never>; output: { lines: DayLine[] } };
  'tasks.get': { input: { taskId: string }; output: TaskView };
  /** Answers of a round, any number at a time, and its end. The same answer twice is one; the first to an item counts. */
  'tasks.submit': {
    input: SubmitInput;
    /** `lacks`: why the round is not over yet; empty when it is, or was not to be. */
    output: { task: TaskView; lacks: { itemId: string; lack: Lack }[] };
  };
  /** 使用前点检 begins: `id` is the UUID made with the tap, so that the same tap makes one task. */
  'tasks.begin': { input: { id: string; pointId: string }; output: TaskView };
  'tasks.handOver': { input: { taskId: string; rev: number; to: string; reason: string }; output: TaskView };
  /** Says why a round was missed; ends it. */
  'tasks.explain': { input: { taskId: string; rev: number; reason: string }; output: TaskView };
  /** Rounds that were missed or are late where this person oversees, newest first. */
  'tasks.misses': {
    input: { cursor?: string | null };
    output: { tasks: TaskCard[]; cursor: string | null };
  };
  /** Points and areas without a plan, and how the rounds of a month went. */
  'tasks.coverage': { input: { month?: string }; output: Coverage };
  /** How rounds, trainings, meetings and tickets of a month went (`yyyy-mm`), of the plant or of what this person looks after. */
  'insight.inspections': { input: { month: string }; output: InspectionMonth };
  /** Asks for papers of a range of days; they are made within minutes, and whoever asked is told. */
  'ledger.ask': { input: { kind: ExportKind; from: string; to: string }; output: { job: ExportView } };
  /** What an inspector asks first, of this year. */
  'ledger.shown': { input: Record<string, never>; output: Shown };
  'ledger.jobs': { input: Record<string, never>; output: { jobs: ExportView[] } };
  /** A link to one of the files of a job, by its place in the list. */
  'ledger.file': { input: { id: string; no: number }; output: { url: string; name: string } };
  /** Orders of a range that lack something that an inspector asks for. */
  'ledger.gaps': {
    input: { from: string; to: string; cursor?: string | null };
    output: { rows: GapRow[]; cursor: string | null };
  };
  /** The rounds of a machine with their numbers, and the patrols that came to it. */
  'tasks.history': { input: { pointId: string }; output: MachineHistory };
  /** The patrols that came to an area. */
  'tasks.patrols': { input: { areaId: string }; output: MachineHistory };
  /** 班前会 of this person's team and shift, and those they still have to hold or to explain. */
  'briefings.today': { input: Record<string, never>; output: { briefings: BriefingView[] } };
  'briefings.get': { input: { id: string }; output: BriefingView };
  /** Begins the meeting: from now on people sign, and what is told stays as it is. */
  'briefings.open': { input: { id: string }; output: BriefingView };
  /** The leader's own words of the day, before the meeting begins. */
  'briefings.say': { input: { id: string; text: string }; output: BriefingView };
  'briefings.sign': { input: SignBriefingInput; output: BriefingView };
  /** The leader puts somebody on the list who could not sign, with the reason. */
  'briefings.name': { input: { id: string; personId: string; reason: string }; output: BriefingView };
  /** An answer to the photo quiz; counts once, and is told to nobody. */
  'briefings.answer': { input: { id: string; optionId: string }; output: BriefingView };
  /** Ends the meeting with a photo of those who are there. */
  'briefings.close': { input: CloseBriefingInput; output: BriefingView };
  /** Says why a meeting was not held; ends the miss. */
  'briefings.explain': { input: { id: string; reason: string }; output: BriefingView };
  /** The record as a Word document, with who signed; for whoever leads or oversees it, once it was opened. */
  'briefings.sheet': { input: { id: string }; output: { url: string; name: string } };
  /** The meetings of a month, newest first; the running month unless told. */
  'briefings.list': {
    input: { month?: string; cursor?: string | null };
    output: { month: BriefingMonth; briefings: BriefingRow[]; cursor: string | null };
  };
  /** What the form for a ticket needs, to be filled in without a network. */
  'permits.rules': { input: Record<string, never>; output: PermitForm };
  'permits.apply': { input: PermitInput; output: PermitView };
  'permits.get': { input: { permitId: string }; output: PermitView };
  'permits.act': { input: PermitActInput; output: PermitView };
  /** Newest first. */
  'permits.list': {
    input: { tab: PermitTab; areaId?: string; cursor?: string | null };
    output: { permits: PermitCard[]; cursor: string | null };
  };
  /** The certificates of the caller. */
  'certificates.mine': { input: Record<string, never>; output: { certificates: CertificateView[] } };
  /** Every certificate in use, the one that ends first in front. `more`: there are more than are shown. */
  'certificates.list': {
    input: { kindId?: string };
    output: { kinds: CertificateKind[]; certificates: CertificateView[]; more: boolean };
  };
  'certificates.save': { input: CertificateInput; output: CertificateView };
  /** Takes one out of use; open tickets that rest on it stand still. */
  'certificates.retire': {
    input: { id: string; rev: number; reason: string };
    output: CertificateView;
  };
  'directives.issue': {
    input: { orderId: string | null; to: string; text: string; dueAt: Millis };
    output: DirectiveView;
  };
  'directives.answer': { input: { id: string; rev: number; text: string }; output: DirectiveView };
  /** Issued by or to this person; open ones first. */
  'directives.list': {
    input: { cursor?: string | null };
    output: { directives: DirectiveView[]; cursor: string | null };
  };
  'desk.get': { input: Record<string, never>; output: Desk };
  'night.get': { input: Record<string, never>; output: NightCard };
  'decisions.get': { input: Record<string, never>; output: Decisions };
  'home.get': {
    input: Record<string, never>;
    output: {
      me: Me;
      waiting: OrderCard[];
      waitingMore: boolean;
      lastReport: OrderCard | null;
      points: { balance: number };
      /** Top-3 点评 of this week; null or missing: nothing to tell this person. */
      week?: HomeWeek | null;
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
  /**
   * Templates that this place reports, best first: at this point, by this person, at this time of year and lately count
   * more. Those never reported here are left out.
   */
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
}

export type RouteName = keyof Routes;
