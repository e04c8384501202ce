/** On a phone that a team shares: who reports now, and in one tap somebody else, before whom nothing of the last stays open. */
import { colleagueOf, UNSAID, type Present } from '../../services/core/reporter';
import { PAGES } from '../../services/phone';
import { isCovered, isShared, presentOne, takePhone } from '../../services/reporter';
import { knownSession } from '../../services/session';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.sharedPhone;

const nameOf = (present: Present): string =>
  colleagueOf(present)?.name ?? (present === 'self' ? (knownSession()?.me.name ?? '') : '');

Component({
  options: { virtualHost: true },
  properties: {
    /** The page shows what belongs to one person: whoever is not them is told where to look. */
    personal: { type: Boolean, value: false },
  },
  data: { t, on: false, line: '', button: '', covered: false, hint: '', chosen: '', choosing: false },
  lifetimes: {
    attached() {
      this.show();
    },
  },
  pageLifetimes: {
    show() {
      this.show();
    },
  },
  methods: {
    show() {
      const present = presentOne();
      const name = nameOf(present);
      const isNobody = present === 'nobody';
      this.setData({
        on: isShared(),
        line: isNobody ? t.nobody : fill(t.who, { name }),
        button: isNobody ? t.choose : t.change,
        covered: isCovered(),
        hint: isNobody ? t.coveredNobody : fill(t.coveredHint, { name }),
        chosen: isNobody ? UNSAID : (colleagueOf(present)?.id ?? ''),
        choosing: false,
      });
    },
    onChange() {
      this.setData({ choosing: true });
    },
    onChoose({ detail }: WechatMiniprogram.CustomEvent<{ who: Present }>) {
      takePhone(detail.who);
      void wx.reLaunch({ url: PAGES.home });
    },
    onClose() {
      this.setData({ choosing: false });
    },
  },
});
