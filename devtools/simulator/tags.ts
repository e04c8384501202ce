/** The tags that the simulator draws itself; every other tag must be a component of the app. */

export const BUILTIN_TAGS = [
  'view',
  'text',
  'image',
  'button',
  'input',
  'textarea',
  'picker',
  'picker-view',
  'picker-view-column',
  'scroll-view',
  'swiper',
  'swiper-item',
  'form',
  'label',
  'checkbox',
  'checkbox-group',
  'radio',
  'radio-group',
  'switch',
  'slider',
  'progress',
  'icon',
  'navigator',
  'rich-text',
  'canvas',
  'camera',
  'movable-area',
  'movable-view',
  'cover-view',
  'cover-image',
  'page-meta',
  'navigation-bar',
  'root-portal',
] as const;

export type BuiltinTag = (typeof BUILTIN_TAGS)[number];

/** Tags of the template language itself. */
export const STRUCTURE_TAGS = ['block', 'template', 'import', 'include', 'slot', 'wxs'] as const;
