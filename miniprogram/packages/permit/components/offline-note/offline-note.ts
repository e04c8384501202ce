/** No network, and what can be done all the same; not there while there is one. */

/** What each note stops listening to when it goes. */
const stop = new Map<object, () => void>();

Component({
  options: { virtualHost: true },
  properties: { text: { type: String, value: '' } },
  data: { offline: false },
  lifetimes: {
    attached() {
      const onNetwork = (): void => this.look();
      wx.onNetworkStatusChange(onNetwork);
      stop.set(this, () => wx.offNetworkStatusChange(onNetwork));
      this.look();
    },
    detached() {
      stop.get(this)?.();
      stop.delete(this);
    },
  },
  methods: {
    look() {
      wx.getNetworkType({
        success: ({ networkType }) => {
          const offline = networkType === 'none';
          if (offline !== this.data.offline) this.setData({ offline });
        },
      });
    },
  },
});
