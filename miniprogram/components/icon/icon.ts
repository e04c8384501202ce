/** An icon of our own, drawn as a mask in the colour of the text around it. */
Component({
  options: { virtualHost: true },
  properties: {
    name: { type: String, value: 'unknown' },
    /** px */
    size: { type: Number, value: 24 },
  },
});
