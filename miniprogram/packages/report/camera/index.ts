/** 上报: shutter, one tap on what it is, done. Nothing is typed, and nothing is lost. */
import { isEmpty } from '../../../services/core/draft';
import type { Draft, DraftContent } from '../../../services/core/draft';
import { spotOf } from '../../../services/core/places';
import type { Spot } from '../../../services/core/places';
import { drafts } from '../../../services/drafts';
import { readHere } from '../../../services/here';
import { takePosition } from '../../../services/location';
import { isDim, isLate } from '../../../services/core/light';
import { takeFrame } from '../../../services/light';
import { look, lookClass, setLook } from '../../../services/look';
import { leave, PAGES, say } from '../../../services/phone';
import { choosePhotos, keepPhoto } from '../../../services/photos';
import { getPlant, knownPlant, knownSession, now } from '../../../services/session';
import { fill, TEXT } from '../../../shared/text';
import { lastPlace, offered, remember, type Tile, type Where } from './places';

const MAX_PHOTOS = 4;

const t = {
  ...TEXT.report,
  emergency: TEXT.home.emergency,
  cameraRefused: TEXT.failure.camera,
  back: TEXT.common.back,
};

Page({
  data: {
    look: lookClass(),
    t,
    top: 20,
    promise: knownSession()?.plant.promise ?? '',
    spot: null as Spot | null,
    templates: [] as Tile[],
    chosen: '',
    thumb: '',
    taken: '',
    /** Nobody wants or is able to take a picture. */
    noPhoto: false,
    cameraOff: false,
    torch: false,
    flash: false,
    /** It is dark around: the colours for the night are offered. */
    night: false,
    /** Which sheet is open: `place`, `templates` or `write`. */
    sheet: '',
    emergency: false,
    text: '',
    hidden: false,
    /** 即查即改: what is taken from now on shows that it is mended. */
    mended: false,
    /** How many pictures show that. */
    afters: 0,
    /** 建议停用, where there is a point to stop. */
    stop: false,
  },

  /** The draft of this page, from the first tap on. */
  draftId: '',
  where: null as Where | null,
  submitted: false,
  /** Submit as soon as a place was chosen. */
  submitNext: false,

  onLoad(query: { draft?: string; point?: string; stop?: string }) {
    const draft = drafts.get(query.draft ?? '');
    this.setData({
      look: lookClass(),
      top: wx.getWindowInfo().statusBarHeight,
      promise: knownSession()?.plant.promise ?? '',
      night: !look().dark && isLate(now()),
      stop: query.stop === '1',
      ...(draft === null ? {} : this.restored(draft)),
      ...this.placed(this.startingPlace(draft, query.point)),
    });
    if (knownPlant() === null) {
      void getPlant().then(
        () => this.setData(this.placed(this.startingPlace(draft, query.point))),
        () => undefined,
      );
    }
  },

  onShow() {
    // What stands above the camera is white in any colours; a page before may have asked for something else.
    wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#000000', fail: () => undefined });
  },

  onUnload() {
    const draft = drafts.get(this.draftId);
    if (draft?.state === 'editing' && isEmpty(draft)) drafts.drop(draft.id);
  },

  restored(draft: Draft) {
    this.draftId = draft.id;
    const { content, photos } = draft;
    const afters = photos.filter(({ after }) => after === true).length;
    return {
      mended: content.mended === true,
      afters,
      stop: content.stop === true,
      chosen: content.templateId ?? '',
      text: content.description,
      hidden: content.visibility === 'safetyOnly',
      thumb: photos[photos.length - 1]?.path ?? '',
      taken: this.takenWords(photos.length, content.mended === true ? afters : 0),
    };
  },

  startingPlace(draft: Draft | null, pointId: string | undefined): Where | null {
    if (draft !== null && draft.content.areaId !== '') {
      const { areaId, pointId: point, placeSource } = draft.content;
      return { areaId, pointId: point, source: placeSource };
    }
    const point = knownPlant()?.points.find(({ id }) => id === pointId);
    if (point !== undefined) return { areaId: point.areaId, pointId: point.id, source: 'label' };
    return lastPlace();
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

  /** What the person reported so far. */
  content(): DraftContent {
    const { spot, chosen, text, hidden, mended, stop } = this.data;
    const template = knownPlant()?.templates.find(({ id }) => id === chosen);
    return {
      templateId: template?.id ?? null,
      description: text.trim(),
      areaId: spot?.areaId ?? '',
      pointId: spot?.pointId ?? null,
      placeSource: this.where?.source ?? 'chosen',
      position: null,
      observedAt: Date.now(),
      visibility: hidden ? 'safetyOnly' : 'named',
      mended,
      stop: stop && !mended,
      title: template?.title ?? '',
      placeText: spot === null ? '' : `${spot.no} ${spot.text}`.trim(),
    };
  },

  /** The draft is on disk before the first tap ends. */
  draft(): string {
    if (drafts.get(this.draftId) === null) this.draftId = drafts.begin(this.content()).id;
    return this.draftId;
  },

  /** How many pictures there are of what is being taken now. */
  photoCount(): number {
    const photos = drafts.get(this.draftId)?.photos ?? [];
    return photos.filter(({ after = false }) => after === this.data.mended).length;
  },

  takenWords(count: number, afters: number): string {
    if (afters > 0) return fill(t.mendedTaken, { count: afters });
    return count === 0 ? '' : fill(t.taken, { count });
  },

  onShutter() {
    if (this.photoCount() >= MAX_PHOTOS) {
      say(t.full);
      return;
    }
    const id = this.draft();
    this.take(id, this.data.cameraOff ? this.fromSystem() : this.fromCamera());
  },

  fromCamera(): Promise<string | null> {
    return new Promise((resolve) => {
      wx.createCameraContext().takePhoto({
        quality: 'normal',
        success: ({ tempImagePath }) => resolve(tempImagePath),
        fail: () => {
          this.setData({ cameraOff: true });
          resolve(null);
        },
      });
    });
  },

  async fromSystem(): Promise<string | null> {
    try {
      return (await choosePhotos('camera', 1))[0]?.path ?? null;
    } catch {
      say(TEXT.failure.camera);
      return null;
    }
  },

  /** A photo becomes part of the draft once it is small and saved; sending waits for it. */
  take(id: string, taking: Promise<string | null>) {
    const { mended } = this.data;
    const keeping = taking.then(async (path) => {
      if (path === null) return;
      void wx.vibrateShort({ type: 'light' });
      const count = (drafts.get(id)?.photos.length ?? 0) + 1;
      const afters = this.data.afters + (mended ? 1 : 0);
      const taken = this.takenWords(count, mended ? afters : 0);
      this.setData({ thumb: path, taken, afters, flash: !this.data.flash });
      const photo = await keepPhoto(path, 'camera');
      drafts.addPhoto(id, mended ? { ...photo, after: true } : photo);
    });
    drafts.expect(id, keeping);
  },

  onThumb() {
    const draft = drafts.get(this.draftId);
    const last = draft?.photos[draft.photos.length - 1];
    if (draft === null || last === undefined) return;
    const itemList = [TEXT.common.see, TEXT.form.remove];
    wx.showActionSheet({
      itemList,
      success: ({ tapIndex }) => {
        if (tapIndex === 0) void wx.previewImage({ urls: draft.photos.map(({ path }) => path) });
        else {
          drafts.removePhoto(draft.id, last.id);
          this.setData(
            this.restored({ ...draft, photos: draft.photos.slice(0, -1), content: this.content() }),
          );
        }
      },
      fail: () => undefined,
    });
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
    const count = drafts.get(this.draftId)?.photos.length ?? 0;
    this.setData({ mended, taken: this.takenWords(count, mended ? this.data.afters : 0) });
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

  /** With a photo, or where there can be none, naming the thing is the last tap. */
  choose(id: string) {
    this.draft();
    const { mended, afters, thumb, noPhoto } = this.data;
    const last = mended ? afters > 0 : thumb !== '' || noPhoto;
    this.setData({ chosen: !last && this.data.chosen === id ? '' : id });
    drafts.edit(this.draftId, this.content());
    if (last) this.submit();
  },

  onDirect() {
    this.submit();
  },

  submit() {
    if (this.submitted) return;
    const { chosen, thumb, text, spot, mended, afters } = this.data;
    if (mended && afters === 0) {
      say(t.mendedHint);
      return;
    }
    if (chosen === '' && thumb === '' && text.trim() === '') {
      say(t.needSomething);
      return;
    }
    const id = this.draft();
    if (spot === null) {
      this.submitNext = true;
      this.setData({ sheet: 'place' });
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
    this.setData({ sheet: '', ...this.placed(detail) });
    if (this.draftId !== '') drafts.edit(this.draftId, this.content());
    if (this.submitNext) this.submit();
  },

  onMore() {
    this.setData({ sheet: 'templates' });
  },

  onWrite() {
    this.setData({ sheet: 'write' });
  },

  onText({ detail }: WechatMiniprogram.CustomEvent<{ text: string }>) {
    this.setData({ text: detail.text });
    drafts.edit(this.draft(), { description: detail.text.trim() });
  },

  onHideName({ detail }: WechatMiniprogram.CustomEvent<{ hidden: boolean }>) {
    this.setData({ hidden: detail.hidden });
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
