/** 特种作业证: one's own, and for safety all of the plant, the one that ends first in front. */
import type { Routes } from '../../../../typings/api';
import type { CertificateKind } from '../../../../typings/certificate';
import { call } from '../../../services/call';
import { keepsCertificates, readsCertificates, type CertificateList } from '../certificate/certificates';
import { patch } from '../../../services/core/patch';
import { dressPage, lookClass } from '../../../services/look';
import { open, PAGES } from '../../../services/phone';
import { LOADING, reading } from '../../../services/reading';
import { knownSession } from '../../../services/session';
import { TEXT } from '../../../shared/text';
import { certificateRow, foundIn, type CertificateRow } from './rows';

const t = TEXT.certificate;

type Mine = Routes['certificates.mine']['output'];

Page({
  data: {
    look: lookClass(),
    t,
    ...LOADING,
    /** Whether the person reads those of the plant, and writes them down. */
    reads: false,
    keeps: false,
    /** `mine` or `all`. */
    tab: 'mine',
    rows: [] as CertificateRow[],
    kinds: [] as CertificateKind[],
    kindId: '',
    query: '',
    more: false,
    found: true,
  },

  mine: null as Mine | null,
  list: null as CertificateList | null,

  onLoad() {
    const roles = knownSession()?.me.roles ?? [];
    const reads = readsCertificates(roles);
    this.setData({ reads, keeps: keepsCertificates(roles), tab: reads ? 'all' : 'mine' });
  },

  onShow() {
    dressPage();
    this.setData(patch(this.data, { look: lookClass() }));
    void this.read();
  },

  async onPullDownRefresh() {
    await this.read();
    void wx.stopPullDownRefresh();
  },

  read() {
    if (this.data.tab === 'mine')
      return reading<Mine>(
        'certificatesMine',
        () => call('certificates.mine', {}),
        (mine, state) => {
          this.mine = mine ?? this.mine;
          this.draw(state);
        },
        this.mine !== null,
      );
    return reading<CertificateList>(
      'certificates',
      () => call('certificates.list', {}),
      (list, state) => {
        this.list = list ?? this.list;
        this.draw(state);
      },
      this.list !== null,
    );
  },

  draw(state: object = {}) {
    const { tab, query, kindId } = this.data;
    const isMine = tab === 'mine';
    const all = (isMine ? this.mine?.certificates : this.list?.certificates) ?? [];
    const shown = isMine ? all : foundIn(all, query).filter((one) => kindId === '' || one.kindId === kindId);
    this.setData(
      patch(this.data, {
        ...state,
        rows: shown.map((one) => certificateRow(one, isMine)),
        kinds: isMine ? [] : (this.list?.kinds ?? []),
        more: !isMine && this.list?.more === true,
        found: shown.length > 0 || all.length === 0,
      }),
    );
  },

  onTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const tab = String(currentTarget.dataset['tab']);
    if (tab === this.data.tab) return;
    this.setData({ tab });
    this.draw((tab === 'mine' ? this.mine : this.list) === null ? LOADING : {});
    void this.read();
  },

  onQuery({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ query: detail.value });
    this.draw();
  },

  onKind({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const kindId = String(currentTarget.dataset['id']);
    this.setData({ kindId: kindId === this.data.kindId ? '' : kindId });
    this.draw();
  },

  onCertificate({ detail: { id } }: WechatMiniprogram.CustomEvent<{ id: string }>) {
    open(PAGES.certificate, { id });
  },

  onAdd() {
    open(PAGES.certificate);
  },
});
