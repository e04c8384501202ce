/** 督办指令: what was given to this person and by them, open ones first; answered in a sentence. */
import type { DirectiveView, Routes } from '../../../../typings/api';
import { call } from '../../../services/call';
import { directiveCard, mayIssue, type DirectiveCard } from '../../../services/core/directives';
import { appended } from '../../../services/core/paged';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { readingMore } from '../../../services/paging';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { knownSession, now, whoAmI } from '../../../services/session';
import { TEXT } from '../../../shared/text';

type List = Routes['directives.list']['output'];

const t = TEXT.directives;

const issues = (): boolean => mayIssue(knownSession()?.me.roles ?? []);

Page({
  data: {
    look: lookClass(),
    t: { ...t, loadingMore: TEXT.common.loadingMore },
    ...LOADING,
    rows: [] as DirectiveCard[],
    more: false,
    /** Whether this person gives directives. */
    issues: issues(),
    issuing: false,
    nobody: { id: '', name: '' },
    answering: false,
    /** The directive that is being answered. */
    asked: {},
  },

  /** As the server told them last. */
  directives: [] as DirectiveView[],
  cursor: null as string | null,
  fetching: false,

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass(), issues: issues() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    return reading<List>(
      'directives',
      () => call('directives.list', {}),
      (list, state) => {
        if (list !== null) {
          this.directives = list.directives;
          this.cursor = list.cursor;
        }
        this.draw({ ...state, issues: issues() });
      },
      this.data.read !== 'loading',
    );
  },

  onReachBottom() {
    void readingMore(
      this,
      (cursor) => call('directives.list', { cursor }),
      ({ directives, cursor }) => {
        this.directives = appended(this.directives, directives);
        this.cursor = cursor;
        this.draw();
      },
    );
  },

  draw(state: object = {}) {
    const rows = this.directives.map((one) => directiveCard(one, whoAmI(), now()));
    this.setData(patch(this.data, { ...state, rows, more: this.cursor !== null }));
  },

  onOrder({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.order, { id: detail.id });
  },

  onAnswer({ detail }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    const asked = this.data.rows.find(({ id }) => id === detail.id);
    if (asked !== undefined) this.setData({ answering: true, asked });
  },

  onAnswerEnd() {
    this.setData({ answering: false });
  },

  async onAnswered() {
    this.onAnswerEnd();
    await this.read();
  },

  onIssue() {
    this.setData({ issuing: true });
  },

  onIssueEnd() {
    this.setData({ issuing: false });
  },

  async onIssued() {
    this.onIssueEnd();
    await this.read();
  },
});
