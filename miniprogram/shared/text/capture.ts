/** What taking pictures says: on 上报, on the page that marks a picture, and where something mended is photographed. */

/** The pictures of a report. */
export const SHOTS = {
  safeFirst: '先站到安全位置再拍',
  closer: '再拍一张近的',
  title: '拍好的照片',
  hint: '最多 4 张，一张全景、一张近的最清楚',
  after: '改好后',
  mark: '标一标',
  replace: '换一张',
  remove: '去掉',
  replaceNext: '再拍一张，换掉它',
  album: '从相册加',
  goOn: '接着拍',
  albumOff: '相册没打开。去手机设置里打开，或直接拍一张',
  pickAlbum: '相册',
  aboutToUse: '要用它？',
  useFirst: '先点检',
  faces: '照片里有人脸？',
  hideFaces: '遮脸',
} as const;

/** The page on which a picture is marked. */
export const MARKUP = {
  title: '标一标',
  ring: '圈',
  arrow: '箭头',
  mask: '遮脸',
  ringHint: '在要看的地方划一圈，或点一下',
  arrowHint: '往要看的地方划，或点一下',
  maskHint: '划过要遮的地方，或点一下。遮住的不会发出去',
  undo: '撤一步',
  done: '好了',
  unreadable: '这张照片打不开，标不了，可以去掉再拍一张',
  failed: '标记没存上，照片还是原来的，请再点一次',
} as const;

/** The camera for what was mended. */
export const SHOOT = {
  title: '拍改好后的',
  compare: '对照原来的角度，对齐再拍',
  off: '不对照',
  faint: '淡一点',
  strong: '浓一点',
  album: '相册',
  done: '好了',
  count: '已拍 {count} 张',
  full: '最多 {count} 张，够用了',
  cameraRefused: '没有相机权限。去打开，或点快门用系统相机',
} as const;

/** What becomes of a file that is no ordinary picture. */
export const PICTURE = {
  empty: '这张是空的，没有带上，请再拍一张',
  unreadable: '这个文件不是照片，没有带上，请换一张',
  moving: '动图发不了，没有带上。截一张图再选',
  still: '动图只带上第一个画面',
  large: '这张太大，手机缩不小，没有带上。请直接拍一张',
  emptyFile: '这个文件是空的，没有带上，请换一个',
  unreadableFile: '这个文件打不开，没有带上。发照片或文档都行',
  largeFile: '这个文件太大，没有带上。请压缩到 20 兆以内',
  notSaved: '手机快存不下了，照片先放着。别关小程序，有网就发',
} as const;

/** 按住说话, and what was said with a report. */
export const VOICE = {
  hold: '按住说话',
  holdHint: '点一下写一句',
  preparing: '正在打开麦克风',
  listening: '正在听，请说',
  left: '还能说 {seconds} 秒',
  letGo: '松开手指就留下',
  slideUp: '往上划，这段不要',
  letGoAway: '松开，这段不要',
  slideBack: '往下划，接着说',
  short: '说得太短了，按住再说一次',
  dropped: '这段没有留',
  failed: '没录上，按住再说一次，或写一句',
  full: '说满 15 秒，已经留下',
  refused: '没有麦克风权限。去打开，或写一句',
  withheld: '手机没让微信用麦克风。在手机的设置里打开，或写一句',
  allowed: '可以说了，再按住一次',
  openSettings: '去打开',
  write: '写一句',
  named: '一段语音 {seconds} 秒',
  length: '{seconds} 秒',
  play: '听一听',
  stop: '停下',
  playing: '正在放',
  opening: '正在打开',
  unplayable: '没放出来，请连上网再点一次',
  remove: '不要这段',
  removed: '这段语音去掉了',
  evidence: '上报的语音',
  uploading: '正在传语音',
  unsent: '没发出去，语音还在，会自动再发',
  notSent: '有一段语音打不开，没有带上；其余的照常发',
  safetyHears: '声音会让人听出是谁，这段只给安全员听',
  nameless: '声音会让人听出是谁。匿名上报请点一下，写一句',
} as const;

/** 「是同一个吗？」, asked while a report is held. */
export const SAME = {
  ask: '附近有人报过，是同一个吗？',
  yes: '我也遇到',
  no: '不是同一个',
  goes: '不点也行，过一会儿照常发',
  today: '今天',
  yesterday: '昨天',
  day: '{month}月{day}日',
  reported: '{day}报的',
  yours: '你刚拍的',
  known: '这一单你也在跟',
  noPicture: '那一单没有能看的照片',
  joining: '会记到那一单，有进展告诉你',
  joined: '已记到这一单',
  over: '那一单已经办完，这一条单独报上去了',
  looksLike: '这张照片和 {number} 的很像',
  looksLikeHint: '只是提醒看一眼，可能是同一个地方',
  thisOne: '这一单的',
  otherOne: '{number} 的',
} as const;
