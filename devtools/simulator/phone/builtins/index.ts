/** All built-in components by tag. */
import { type glassEasel } from 'glass-easel-miniprogram-adapter';
import { type BuiltinTag } from '../../tags';
import { basics } from './basics';
import { choices } from './choices';
import { defineBuiltin, type Builtin } from './define';
import { forms } from './forms';
import { media } from './media';
import { movables } from './movables';
import { pickers } from './pickers';
import { scrolling } from './scrolling';
import { texts } from './texts';

const builtins: Record<BuiltinTag, Builtin> = {
  ...basics,
  ...texts,
  ...forms,
  ...choices,
  ...pickers,
  ...scrolling,
  ...media,
  ...movables,
};

/** Makes the built-ins usable in every template. */
export function defineBuiltins(space: glassEasel.ComponentSpace): void {
  for (const [tag, builtin] of Object.entries(builtins)) defineBuiltin(space, tag, builtin);
}
