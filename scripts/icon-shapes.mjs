/** The drawings of every icon and pictogram, as the inside of a 24 × 24 SVG drawn with a 1.8 stroke. */

/** What buttons, tabs and sheets show. */
export const ICONS = {
  home: '<path d="M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>',
  orders: '<path d="M6 4.5h12V20H6z"/><path d="M9 3h6v3H9zM9 11h6M9 15h4"/>',
  messages: '<path d="M4 5h16v11.5h-8L8 20v-3.500H4z"/><path d="M8 10.700h8"/>',
  me: '<circle cx="12" cy="8.500" r="3.800"/><path d="M4.500 20c1-4 4-5.800 7.500-5.800s6.500 1.800 7.500 5.800"/>',
  camera:
    '<path d="M4 8.500A2.500 2.500 0 0 1 6.500 6H8l1.200-2h5.600L16 6h1.500A2.500 2.500 0 0 1 20 8.500v8a2.500 2.500 0 0 1-2.500 2.500h-11A2.500 2.500 0 0 1 4 16.500z"/><circle cx="12" cy="12.400" r="3.600"/>',
  'camera-off':
    '<path d="M4 4l16 16M9 5.500 10 4h4.800L16 6h1.500A2.500 2.500 0 0 1 20 8.500v7M17 19H6.500A2.500 2.500 0 0 1 4 16.500v-8c0-1 .6-1.900 1.500-2.300M9 11a3.600 3.600 0 0 0 4.700 4.700"/>',
  album:
    '<path d="M4 5.500h16v13H4z"/><circle cx="9" cy="10" r="1.600"/><path d="m4.500 17 5-4.500 3.500 3 3-2.500 3.500 3"/>',
  scan: '<path d="M4 8V5.500A1.500 1.500 0 0 1 5.500 4H8M16 4h2.500A1.500 1.500 0 0 1 20 5.500V8M20 16v2.500a1.500 1.500 0 0 1-1.500 1.500H16M8 20H5.500A1.500 1.500 0 0 1 4 18.500V16M4 12h16"/>',
  warning: '<path d="M12 3.500 21.500 20h-19z"/><path d="M12 10v5M12 17.400v.2"/>',
  flash: '<path d="M13 3 6.500 13H12l-1.500 8L18 10.500h-6z"/>',
  mic: '<path d="M12 3.500a2.800 2.800 0 0 1 2.800 2.800v5a2.800 2.800 0 0 1-5.600 0v-5A2.800 2.800 0 0 1 12 3.500zM6.500 11a5.500 5.500 0 0 0 11 0M12 16.500v4M9 20.500h6"/>',
  play: '<path d="M8 5v14l11-7z"/>',
  stop: '<path d="M7 7h10v10H7z"/>',
  pin: '<path d="M12 21s7-6.300 7-11.500a7 7 0 0 0-14 0C5 14.700 12 21 12 21z"/><circle cx="12" cy="9.500" r="2.500"/>',
  shield:
    '<path d="M12 3.500 19 6v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6z"/><path d="m9 12 2.200 2.200L15.200 10"/>',
  pen: '<path d="M5 19l1-4L16.500 4.500l3 3L9 18zM14.500 6.500l3 3"/>',
  flag: '<path d="M6 21V4.500h12l-2.500 3.700 2.500 3.800H6"/>',
  close: '<path d="M6 6l12 12M18 6 6 18"/>',
  run: '<circle cx="14.500" cy="4.500" r="1.800"/><path d="m7 9 4-2 3.500 2 2 3h3M11.500 8 10 13.500l4 2.500-.5 5M10 13.500 8.500 17 4 18"/>',
  speaker:
    '<path d="M4 10v4h3l6.500 4.500v-13L7 10zM17 9a4.500 4.500 0 0 1 0 6M19.300 6.500a8 8 0 0 1 0 11"/>',
  phone:
    '<path d="M6.500 4h3L11 8.200 9 9.700a11 11 0 0 0 5.300 5.300l1.500-2 4.200 1.500v3c0 1-.8 1.700-1.800 1.600C11 18.500 5.500 13 4.900 5.800 4.800 4.800 5.500 4 6.500 4z"/>',
  flame:
    '<path d="M12 3c1 4 5.500 6 5.500 11a5.500 5.500 0 0 1-11 0c0-2 1-3.500 2-4.500.3 1.500 1 2.300 2 2.500C10 9 10.500 6 12 3z"/>',
  cross: '<path d="M9 4h6v5h5v6h-5v5H9v-5H4V9h5z"/>',
  cloud:
    '<path d="M7 18.500a4.500 4.500 0 0 1-.6-8.960A6 6 0 0 1 18 10.700a4 4 0 0 1-.5 7.800"/><path d="M12 20v-7m-2.800 2.600 2.800-2.800 2.800 2.800"/>',
  gift: '<path d="M4.500 11h15v9h-15zM3.500 7.500h17V11h-17zM12 7.500V20M12 7.500C9 7.500 7.500 6 8 4.700 8.700 3 11.300 3.700 12 7.500c.7-3.800 3.300-4.500 4-2.800.5 1.300-1 2.800-4 2.800z"/>',
  people:
    '<circle cx="9" cy="9" r="3.200"/><path d="M3 19c.7-3.300 3-4.800 6-4.800s5.300 1.500 6 4.800M15.500 6.300a3 3 0 0 1 0 5.600M17 14.600c2.200.5 3.500 2 4 4.400"/>',
  tick: '<path d="m5 12.500 4.700 4.700L19.500 7"/>',
  file: '<path d="M6.500 3.500H14l4 4v13H6.500zM14 3.500v4h4M9.500 12.500H15M9.500 16H15"/>',
  more: '<circle cx="5.500" cy="12" r="1.200"/><circle cx="12" cy="12" r="1.200"/><circle cx="18.500" cy="12" r="1.200"/>',
  eye: '<path d="M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12z"/><circle cx="12" cy="12" r="2.800"/>',
  undo: '<path d="M8 5 4.500 8.500 8 12M5 8.500h8.500a5.500 5.500 0 0 1 0 11H8"/>',
  clock: '<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.300l3.500 2"/>',
  bell: '<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500h4"/>',
  swap: '<path d="M5 9h13l-3.500-3.500M19 15H6l3.500 3.500"/>',
  search: '<circle cx="11" cy="11" r="6.500"/><path d="m16 16 4.500 4.500"/>',
  lock: '<path d="M5.500 10.500h13V20h-13zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500M12 14v2.500"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  trash: '<path d="M4.500 7h15M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13M10 11v5M14 11v5"/>',
  chat: '<path d="M4 5h16v11.500h-8L8 20v-3.500H4z"/>',
  letters: '<path d="M3.500 19 9 5l5.500 14M5.500 14h7M16 19l3-8 3 8M17 16.500h4"/>',
  badge:
    '<path d="M4.500 6h15v13h-15zM9.500 6V4h5v2"/><circle cx="9" cy="11.500" r="1.800"/><path d="M6.500 16c.5-1.500 1.400-2 2.500-2s2 .5 2.500 2M14 11h3M14 14.500h3"/>',
  moon: '<path d="M19 14.500A8 8 0 0 1 9.500 5a8 8 0 1 0 9.500 9.500z"/>',
  back: '<path d="m14.500 5-7 7 7 7"/>',
  right: '<path d="m9.500 6 6 6-6 6"/>',
  down: '<path d="m6 9.500 6 6 6-6"/>',
  ring: '<ellipse cx="12" cy="12" rx="8.500" ry="6.500"/>',
  arrow: '<path d="M5 19 19 5M11 5h8v8"/>',
  'face-mask':
    '<path d="M4 8.500V4h4.500M15.500 4H20v4.500M20 15.500V20h-4.500M8.500 20H4v-4.500M8.500 8.500h7v7h-7zM8.500 12h7M12 8.500v7"/>',
};

const CYLINDER = 'M8 9.500a4 4 0 0 1 8 0V21H8zM10.500 5.700V3h3v2.700M8 15h8';
const SMALL_CYLINDER = 'M4.500 10.500a3 3 0 0 1 6 0V21h-6zM6.500 7.700V5.500h2v2.200';
const HOOK = 'M12 3v5M12 8v3.500a4 4 0 1 1-4 4';
const HEAD = '<circle cx="12" cy="11" r="6.500"/>';

/** What a template or a category shows, by the name in the configuration. */
export const PICTOGRAMS = {
  fire: ICONS.flame,
  electrical: ICONS.flash,
  cylinder: `<path d="${CYLINDER}"/>`,
  lifting: `<path d="${HOOK}M7 3h10"/>`,
  machine:
    '<circle cx="12" cy="12" r="3"/><path d="M12 4v3M12 17v3M4 12h3M17 12h3M6.300 6.300l2.200 2.200M15.500 15.500l2.200 2.200M6.300 17.700l2.200-2.200M15.500 8.500l2.200-2.200"/>',
  height: '<path d="M8 3v18M16 3v18M8 7h8M8 12h8M8 17h8"/>',
  ppe: '<path d="M3.500 17.500h17M5.500 17.500V14a6.500 6.500 0 0 1 13 0v3.500M10 8v5M14 8v5M10 7.200h4"/>',
  site: '<path d="M4 20h16M5.500 20v-8H12v8M12 20v-5.500h6.500V20M8.700 12V9.500M7 4h10M7 4v3M17 4v7"/>',
  extinguisher:
    '<path d="M8 10a3.500 3.500 0 0 1 7 0v11H8zM11.500 6.500V4M8 4h7M15 4.500c2.500.5 3.500 2 3.500 4.500M8 14h7"/>',
  exit: '<path d="M13 20H5V4h8M10 12h10M16.500 8.500 20 12l-3.500 3.500"/>',
  'hot-work': '<path d="M4 20 13 11M11 9l4 4M16 8l1.500-4M17.500 10.500l3.500.5M18.500 7l2.500-1.500"/>',
  certificate:
    '<path d="M4 5h16v10H4zM7.500 8.500h9M7.500 11.500h5"/><circle cx="16" cy="15" r="2.500"/><path d="m14.800 17.500-.8 3.500 2-1 2 1-.8-3.500"/>',
  vapour:
    '<path d="M4 20h16M7 16c-2-2.500 2-4.500 0-7M12 16c-2-3.500 2-6.500 0-10M17 16c-2-2.500 2-4.500 0-7"/>',
  hydrant: '<path d="M8 21V9a4 4 0 0 1 8 0v12M6 21h12M6 9h12M12 5V3"/><circle cx="12" cy="14" r="2"/>',
  rags: '<path d="M6 9h12l-1 12H7zM9 9c-2-3 1-5 3-6 2 1 5 3 3 6M10 13v4M14 13v4"/>',
  panel: '<path d="M5 3.500h14v17H5zM5 8h14M16 12.500v3"/><path d="M11.500 10.500 9 15h2.500l-1 3.500"/>',
  wire: '<path d="M3 17c4 0 3-9 7-9h1M13.500 8h1M17 8c3 0 2 9 4 9M12 3.500 11 6M15.500 4l-1 2M12 12l-.5-2"/>',
  breaker: '<path d="M6 3.500h12v17H6zM12 8v4M9.500 12h5v4h-5zM9 6h6"/>',
  ground: '<path d="M12 3v9M5 12h14M7.500 15.500h9M10 19h4"/>',
  plug: '<path d="M9 3v5M15 3v5M6.500 8h11v3.500a5.500 5.500 0 0 1-11 0zM12 17v4"/>',
  'cylinder-fire': `<path d="${SMALL_CYLINDER}M17 8c.7 3 3.500 4.500 3.500 8a3.500 3.500 0 0 1-7 0c0-1.500.8-2.500 1.500-3.200.2 1 .7 1.500 1.200 1.700C16 12.500 16.200 10 17 8z"/>`,
  hose: '<path d="M4 5h5v4H4zM6.500 9v4a4 4 0 0 0 8 0V9a3 3 0 0 1 6 0v9M18.500 18h4M12 17l1.500 3M16 16l2 2.500"/>',
  valve: '<path d="M4 12h5M15 12h5M9 9v6l6-6v6zM12 12V6M9 5.500h6"/>',
  'cylinder-sun': `<path d="${SMALL_CYLINDER}"/><circle cx="17" cy="9" r="2.500"/><path d="M17 3.500V5M17 13v1.500M12.500 9h1M20.500 9H22M13.800 5.800l1 1M20.200 12.200l-1-1M20.200 5.800l-1 1"/>`,
  sling: '<path d="M12 3v3M12 6 5 17h14zM8 12.500l2 1M4 17h16v3H4z"/>',
  rope: '<path d="M9 3c6 3 6 6 3 9s-3 6 3 9M15 3c-1 .8-1.800 1.500-2.300 2.200M12 12c-2.500-2-3.500-4-2.500-6M9 21c1-.8 1.800-1.500 2.300-2.200M15 10l3-1M15.500 13l3 1.500"/>',
  hook: `<path d="${HOOK}M15.500 11.500 13 14"/>`,
  crane: '<path d="M3 5h18M5 5v16M19 5v16M12 5v6M9.500 11h5v4h-5z"/>',
  'under-load':
    '<path d="M12 3v3M7 6h10v5H7z"/><circle cx="12" cy="15" r="1.600"/><path d="M8.500 21c.5-2.500 1.800-3.500 3.500-3.500s3 1 3.500 3.500"/>',
  remote: '<path d="M8 6h8v15H8zM12 6V3M12 9.500v.2M10 13.500h.2M14 13.500h.2M10 17h.2M14 17h.2"/>',
  guard:
    '<circle cx="9" cy="14" r="4"/><path d="M9 14h.1M4 14a8 8 0 0 1 13-6.200M19 10a8 8 0 0 1 .8 4M4 20h16"/>',
  'emergency-stop': '<circle cx="12" cy="9" r="5.500"/><path d="M9.500 14v3h5v-3M5 20.500h14M10 9h4"/>',
  interlock: '<path d="M4 4v16M20 4v16M4 8h4M4 12h4M4 16h4M16 8h4M16 12h4M16 16h4M10.500 12h3"/>',
  lockout: '<path d="M6 11h12v9.500H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2.500"/>',
  grinder:
    '<circle cx="10" cy="13" r="6.500"/><circle cx="10" cy="13" r="1.500"/><path d="m12.500 8-1.500 2.500M16 9l4.500-3M17 12.500l4.500-1"/>',
  gloves: '<path d="M8 20v-4.500L5 11.800l1.800-1.300L9 12.500v-7h2V11V4h2v7V5h2v6.500v-4h2v8L16 20z"/>',
  harness: '<circle cx="12" cy="5" r="2"/><path d="M8 20v-9h8v9M8 11l8 6M16 11l-8 6M16 8l4-4"/>',
  ladder: '<path d="M9 3 6 21M15 3l3 18M8.500 7h7M7.800 11.500h5M14.500 11.500h1.700M7 16h10"/>',
  guardrail: '<path d="M4 8h10M17 8h3M4 13h8M16 13h4M6 8v12M18 8v12M3 20h18"/>',
  hole: '<ellipse cx="12" cy="15" rx="8.500" ry="4"/><path d="M12 3v6M9.500 6.500 12 9l2.500-2.500"/>',
  scaffold: '<path d="M5 3v18M19 3v18M5 9h14M5 16h14M5 16l14-7M3 21h18"/>',
  'falling-object': '<path d="M4 4h16M10 7h4v4h-4zM9 14.500l3 3 3-3M6 21h12"/>',
  goggles: '<path d="M3 9h18v4.500a3.500 3.500 0 0 1-7 .5h-4a3.500 3.500 0 0 1-7-.5z"/>',
  mask: '<path d="M6 7c4 2 8 2 12 0v6c0 4-3 7-6 7s-6-3-6-7zM6 9 3 7M18 9l3-2"/><circle cx="12" cy="14" r="2.200"/>',
  helmet:
    '<path d="M3.500 15h17M5.500 15v-1.500a6.500 6.500 0 0 1 13 0V15M10 7.500V12M14 7.500V12M8 15c0 4 2 6 4 6s4-2 4-6"/>',
  earplug:
    '<path d="M8 20c-1-3-3-5-3-9a7 7 0 0 1 13 0c0 4-3 4-3.500 7-.3 2-3 2.500-4 1M9 11a3 3 0 0 1 6 0c0 1.500-1.500 2-2 3"/>',
  aisle: '<path d="M5 21 9 3M19 21 15 3M9.500 13h6v4h-6zM11 9h4v4"/>',
  floor: '<path d="M12 3.500s6 6.500 6 10.700a6 6 0 0 1-12 0C6 10 12 3.500 12 3.500z"/>',
  stack: '<path d="M5 20h14M7 14h9v6H7zM9 9h8l-1 5H8zM11 4l7 1.500L17 9h-6.500z"/>',
  light: '<path d="M9 17a6 6 0 1 1 6 0v2H9zM10 21.500h4M4 4l3 2M20 4l-3 2"/>',
  sign: '<path d="M12 3.500 20 16H4zM12 16v5M12 8.500v3M12 13.500v.1"/>',
  waste: '<path d="M6 8h12l-1 13H7zM4.500 8h15M9 5h6M12 11.500v4M12 18v.1"/>',
  forklift:
    '<path d="M4 16V9h6l3 7M3 16h11M17 4v14h4.500"/><circle cx="6" cy="18.500" r="2"/><circle cx="12.500" cy="18.500" r="2"/>',
  unknown: `${HEAD}<path d="M9.800 9.200a2.200 2.200 0 1 1 3.200 2c-.7.400-1 .8-1 1.600M12 15v.1M8 20.500h8"/>`,
};

/** What TDesign's own components draw with their icon font, by its glyph's name; the font stays on its server. */
export const GLYPHS = {
  close: ICONS.close,
  'close-circle-filled': '<circle cx="12" cy="12" r="8.500"/><path d="m9 9 6 6M15 9l-6 6"/>',
};
