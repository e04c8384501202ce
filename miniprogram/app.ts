/** The start of the mini-program: the cloud, the queue of drafts, and what comes and goes with versions. */
import { TEXT } from './shared/text';
import { drafts } from './services/drafts';
import { doubtTabs } from './services/look';
import { hasUnsentPermits, wakePermits } from './services/permits';
import { PAGES, say } from './services/phone';
import { watchPrivacy } from './services/privacy';
import { phoneBack, phoneLeft } from './services/reporter';
import { hasUnsentAnswers, wakeRounds } from './services/rounds';
import { getPlant, getSession } from './services/session';
import { dropOldCache } from './services/storage';
import { tellGranted } from './services/subscribe';
import { outbox } from './services/training';
import { freeForgottenFiles } from './services/tidy';

let updateReady = false;

/** Prefetched for the first tap: template ids, places and the duty leader must be there without waiting. */
function prefetch(): void {
  void Promise.allSettled([getSession(), getPlant(), tellGranted()]);
}

App({
  onLaunch() {
    dropOldCache();
    freeForgottenFiles();
    watchPrivacy();
    wx.cloud.init({ traceUser: false });
    wx.onNetworkStatusChange(({ isConnected }) => {
      if (!isConnected) return;
      drafts.wake();
      wakeRounds();
      wakePermits();
      outbox.wake();
      prefetch();
    });
    wx.getUpdateManager().onUpdateReady(() => {
      updateReady = true;
    });
  },

  onShow() {
    doubtTabs();
    phoneBack();
    drafts.wake();
    wakeRounds();
    wakePermits();
    outbox.wake();
    prefetch();
  },

  onHide() {
    phoneLeft();
    // A restart must never come between a person and an unsent report, into the middle of a round, nor between a ticket and what was recorded on it.
    const isReporting = drafts.all().some(({ state }) => state !== 'sent');
    const busy = isReporting || hasUnsentAnswers() || hasUnsentPermits() || outbox.isWaiting();
    if (updateReady && !busy) wx.getUpdateManager().applyUpdate();
  },

  /** A link of an older version. */
  onPageNotFound() {
    void wx.switchTab({ url: PAGES.home });
  },

  onError() {
    say(TEXT.common.trouble);
  },

  onUnhandledRejection() {
    say(TEXT.common.trouble);
  },
});
