/** The large buttons of a deck or bar: one filled per view, outlined beside it. Says `press`. */
Component({
  options: { virtualHost: true },
  properties: {
    text: { type: String, value: '' },
    /** A second, smaller line. */
    hint: { type: String, value: '' },
    icon: { type: String, value: '' },
    kind: { type: String, value: 'primary' },
    busy: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      if (!this.data.busy && !this.data.disabled) this.triggerEvent('press');
    },
  },
});
