/** The loop: five segments 发现 派单 响应 整改 复核 that fill clockwise and close when the order closes. Never a spinner. */
Component({
  options: { virtualHost: true },
  properties: {
    /** Full segments, 0–5. */
    filled: { type: Number, value: 0 },
    /** px */
    size: { type: Number, value: 40 },
    /** Draws the tick once the loop is closed. */
    tick: { type: Boolean, value: false },
  },
  data: { segments: [0, 1, 2, 3, 4] },
});
