/** 上报: shutter, one tap on what it is, done. Nothing is typed, and nothing is lost. */
import { isEmpty } from '../../../services/core/draft';
import type { DraftContent, DraftPhoto } from '../../../services/core/draft';
import { showsPeople } from '../../../services/core/faces';
import { whyNamed, type Who } from '../../../services/core/follow';
import { spotOf } from '../../../services/core/places';
import type { Spot } from '../../../services/core/places';
import { pulse } from '../../../services/camera';
import { drafts } from '../../../services/drafts';
import { readHere } from '../../../services/here';
import { takePosition } from '../../../services/location';
import type { Present } from '../../../services/core/reporter';
import { isDim, isLate } from '../../../services/core/light';
import { takeFrame } from '../../../services/light';
import { look, lookClass, setLook } from '../../../services/look';
import { leave, open, PAGES, say } from '../../../services/phone';
import { askPrivacyAgain, privacy } from '../../../services/privacy';
import { getPlant, knownPlant, knownSession, now } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { contentOf, restored, startingPlace } from './content';
import { asksWho, chosen, forWhom, isUnsaid, mayHelp, tellGuest } from './for-whom';
import { offered, remember, type Address, type Tile, type Where } from './places';
import { Roll, shotsOf } from './roll';
import { Speech, spokenOf } from './speech';

const t = {
  ...TEXT.shots,
  ...TEXT.report,
  unsay: TEXT.voice.remove,
  emergency: TEXT.home.emergency,
  cameraRefused: TEXT.failure.camera,
  back: TEXT.common.back,
};

/** In whose name it goes, until somebody chooses. */
const NAMED: { who: Who } = { who: 'named' };

Page({
  data: {
    look: lookClass(),
    t,
    top: 20,
    promise: knownSession()?.plant.promise ?? '',
    spot: null as Spot | null,
    templates: [] as Tile[],
    chosen: '',
    ...shotsOf([], false),
    ...spokenOf({}),
    /** Nobody wants or is able to take a picture. */
    noPhoto: false,
    cameraOff: false,
    torch: false,
    flash: false,
    /** It is dark around: the colours for the night are offered. */
    night: false,
    /** Which sheet is open: `place`, `templates`, `write` or `shots`. */
    sheet: '',
    emergency: false,
    text: '',
    /** Whose report it is; null for the own one. */
    ...forWhom(null),
    mayHelp: mayHelp(),
    ...NAMED,
    /** Why it cannot go without a name; empty when it can. */
    named: '',
    /** 即查即改: what is taken from now on shows that it is mended. */
    mended: false,
    /** 建议停用, where there is a point to stop. */
    stop: false,
    /** What is chosen is photographed with people in it. */
    faces: false,
    /** Whoever scanned the machine may be about to use it: the check before use is offered until a report begins. */
    use: false,
    /** What the sheet of pictures shows. */
    photos: [] as DraftPhoto[],
    hasRoom: false,
  },

  /** The draft of this page, from the first tap on. */
  draftId: '',
  where: null as Where | null,
  submitted: false,
  /** Submit as soon as a place was chosen. */
  submitNext: false,
  roll: null as Roll | null,
  speech: null as Speech | null,
  /** 遮脸 was asked for on the page before. */
  hideFaces: false,

  onLoad(query: Address & { draft?: string; stop?: string; faces?: string }) {
    this.roll = new Roll({
      draftId: () => this.draftId,
      draft: () => this.draft(),
      state: () => this.data,
      show: (change) => this.setData(change),
    });
    this.speech = new Speech({
      draft: () => this.draft(),
      show: (spoken) => this.setData(spoken),
      write: (text) => this.write(this.data.text || text),
      submit: () => this.submit(),
    });
    this.hideFaces = query.faces === '1';
    const draft = drafts.get(query.draft ?? '');
    this.draftId = draft?.id ?? '';
    this.setData({
      look: lookClass(),
      top: wx.getWindowInfo().statusBarHeight,
      promise: knownSession()?.plant.promise ?? '',
      night: !look().dark && isLate(now()),
      stop: query.stop === '1',
      use: query.use === '1',
      sheet: draft === null && asksWho() ? 'reporter' : query.choose === '1' ? 'place' : '',
      mayHelp: mayHelp(),
      ...(draft === null ? {} : restored(draft)),
      ...this.placed(startingPlace(draft, query)),
    });
    if (knownPlant() === null) {
      void getPlant().then(
        () => this.setData(this.placed(startingPlace(draft, query))),
        () => undefined,
      );
    }
  },

  onReady() {
    if (knownSession()?.me.kind === 'guest') tellGuest();
    if (this.hideFaces) this.onFaces();
  },

  onShow() {
    // What stands above the camera is white in any colours; a page before may have asked for something else.
    wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#000000', fail: () => undefined });
  },

  onUnload() {
    const draft = drafts.get(this.draftId);
    if (draft?.state === 'editing' && isEmpty(draft)) drafts.drop(draft.id);
  },

  placed(where: Where | null) {
    const spot = where === null ? null : spotOf(knownPlant(), where.areaId, where.pointId);
    this.where = where;
    if (spot !== null) void this.learn(spot);
    return { spot, templates: offered(spot), noPhoto: this.data.noPhoto || (spot?.phoneFree ?? false) };
  },

  /** Offers what this place reports, as long as no tile has been aimed at: after the first tap nothing moves. */
  async learn(spot: Spot) {
    try {
      await readHere(spot);
    } catch {
      return;
    }
    const templates = offered(spot);
    const shown = this.data.templates;
    const isSame = templates.every(({ id }, at) => id === shown[at]?.id);
    const isHere = this.where?.areaId === spot.areaId && this.where.pointId === spot.pointId;
    if (!isSame && isHere && this.draftId === '') this.setData({ templates });
  },

  content(): DraftContent {
    return contentOf(this.data, this.where);
  },

  /** The draft is on disk before the first tap ends. */
  draft(): string {
    if (drafts.get(this.draftId) === null) this.draftId = drafts.begin(this.content()).id;
    return this.draftId;
  },

  onShutter() {
    this.roll?.shutter();
  },

  onAlbum() {
    this.roll?.album();
  },

  onThumb() {
    this.roll?.open();
  },

  onFaces() {
    this.roll?.hideFaces();
  },

  /** To the label, which says who looked last and begins the check. */
  onUse() {
    open(PAGES.label, { no: this.data.spot?.no ?? '' });
  },

  onMark({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.roll?.mark(detail.id);
  },

  onReplace({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.roll?.replace(detail.id);
  },

  onRemove({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.roll?.remove(detail.id);
  },

  async onCameraReady() {
    if (look().dark || this.data.night) return;
    const frame = await takeFrame();
    if (frame !== null && isDim(frame)) this.setData({ night: true });
  },

  onNight() {
    setLook({ dark: true });
    this.setData({ look: lookClass(), night: false });
    say(t.darkOn);
  },

  onCameraError() {
    this.setData({ cameraOff: true });
  },

  onOpenSettings() {
    if (privacy.isRefused()) {
      void askPrivacyAgain().then((agreed) => this.setData({ cameraOff: !agreed }));
      return;
    }
    wx.openSetting({
      success: ({ authSetting }) => {
        if (authSetting['scope.camera'] === true) this.setData({ cameraOff: false });
      },
    });
  },

  onNoPhoto() {
    this.setData({ noPhoto: !this.data.noPhoto, torch: false });
  },

  /** Mended on the spot: the next picture shows it. Nothing else changes for who goes on reporting. */
  onMended() {
    const mended = !this.data.mended;
    if (mended && this.data.who === 'anonymous') {
      say(TEXT.nameless.notMended);
      return;
    }
    this.setData({ mended, ...shotsOf(drafts.get(this.draftId)?.photos ?? [], mended) });
    drafts.edit(this.draftId, { mended });
  },

  onTorch() {
    this.setData({ torch: !this.data.torch });
  },

  onTemplate({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.choose(String(currentTarget.dataset['id']));
  },

  onMoreTemplate({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.setData({ sheet: '' });
    this.choose(detail.id);
  },

  /** With a photo, a voice, or where there can be no photo, naming the thing is the last tap. */
  choose(id: string) {
    pulse();
    this.draft();
    const { mended, afters, thumb, voice, noPhoto } = this.data;
    const last = mended ? afters > 0 : thumb !== '' || voice !== '' || noPhoto;
    const chosen = !last && this.data.chosen === id ? '' : id;
    this.setData({ chosen, faces: showsPeople(knownPlant(), chosen) });
    drafts.edit(this.draftId, this.content());
    if (last) this.submit();
  },

  onDirect() {
    pulse();
    this.submit();
  },

  submit() {
    if (this.submitted || this.speech?.holdsUp() === true) return;
    const { chosen, thumb, voice, text, spot, mended, afters } = this.data;
    if (mended && afters === 0) {
      say(t.mendedHint);
      return;
    }
    if ([chosen, thumb, voice, text.trim()].every((one) => one === '')) {
      say(t.needSomething);
      return;
    }
    const id = this.draft();
    const missing = isUnsaid() ? 'reporter' : spot === null ? 'place' : '';
    if (missing !== '' || spot === null) {
      this.submitNext = true;
      this.setData({ sheet: missing });
      return;
    }
    this.submitted = true;
    // The moment of the report is that of the first tap.
    const { observedAt } = drafts.get(id)?.content ?? this.content();
    const content = { ...this.content(), observedAt };
    drafts.edit(id, content);
    // The first seconds are for taking the report back; the position arrives within them or not at all.
    void takePosition().then((position) => drafts.edit(id, { position }));
    drafts.submit(id);
    void wx.redirectTo({ url: `${PAGES.result}?id=${id}` });
    remember(spot, content.templateId);
  },

  onPlace() {
    this.setData({ sheet: 'place' });
  },

  onPlaceChosen({ detail }: WechatMiniprogram.CustomEvent<Where>) {
    this.setData({ sheet: '', use: false, ...this.placed(detail) });
    if (this.draftId !== '') drafts.edit(this.draftId, this.content());
    if (this.submitNext) this.submit();
  },

  onReporter() {
    this.setData({ sheet: 'reporter' });
  },

  onReporterChosen({ detail }: WechatMiniprogram.CustomEvent<{ who: Present }>) {
    this.setData({ sheet: '', ...forWhom(chosen(detail.who)) });
    if (this.draftId !== '') drafts.edit(this.draftId, this.content());
    if (this.submitNext) this.submit();
  },

  onMore() {
    this.setData({ sheet: 'templates' });
  },

  onWrite() {
    const named = whyNamed(drafts.get(this.draftId) ?? { content: this.content(), photos: [] });
    this.setData({ sheet: 'write', named });
  },

  onText({ detail }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.write(detail.text);
  },

  write(text: string) {
    this.setData({ text });
    drafts.edit(this.draft(), { description: text.trim() });
  },

  onTalk() {
    this.speech?.begin();
  },

  onSaid({ detail }: WechatMiniprogram.CustomEvent<{ path: string; ms: number; text: string }>) {
    this.speech?.said(detail);
  },

  onTalkEnd() {
    this.speech?.end();
  },

  onUnsay() {
    this.speech?.remove(this.draftId);
  },

  onWho({ detail }: WechatMiniprogram.CustomEvent<{ who: Who }>) {
    this.setData({ who: detail.who });
    drafts.edit(this.draft(), { visibility: detail.who });
  },

  onStop({ detail }: WechatMiniprogram.CustomEvent<{ stop: boolean }>) {
    this.setData({ stop: detail.stop });
    drafts.edit(this.draft(), { stop: detail.stop });
  },

  onSheetEnd() {
    this.submitNext = false;
    this.setData({ sheet: '' });
  },

  onEmergency() {
    this.setData({ emergency: true });
  },

  onEmergencyEnd() {
    this.setData({ emergency: false });
  },

  onBack() {
    leave();
  },
});
