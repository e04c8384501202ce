/** What the bar at the foot of an order or a ticket offers: one thing filled, one outlined, the rest in a list. Pure. */

/** A line of a list of things to do. */
export interface Choice {
  id: string;
  label: string;
  /** What it means, below it. */
  hint?: string;
}

export interface Act extends Choice {
  /** Empty: none. */
  icon: string;
}

export interface ActBar {
  primary: Act | null;
  secondary: Act | null;
  more: readonly Choice[];
  /** A line above: whose turn it is while it is not the reader's. */
  note?: string;
}

export const NO_ACTS: ActBar = { primary: null, secondary: null, more: [] };

/** Two labels of so many characters together stand side by side on a narrow phone, and on any phone. */
const SHORT = 7;
const LONG = 10;

/** Two buttons side by side; long ones one below the other where it is narrow, and very long ones everywhere. */
export function pairing({ primary, secondary }: Pick<ActBar, 'primary' | 'secondary'>): string {
  if (!primary || !secondary) return '';
  const characters = primary.label.length + secondary.label.length;
  if (characters > LONG) return 'act-paired act-stacked';
  return characters > SHORT ? 'act-paired act-long' : 'act-paired';
}
