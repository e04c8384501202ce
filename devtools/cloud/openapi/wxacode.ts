/** `wxacode.getUnlimited`: the rules of a scene, and a picture of its own (a plain QR code) that says the scene. */
import { WeChatError } from './errors';
import { encodePng } from './png';
import { encodeQr } from './qr';
import { checkPage, type AppFacts } from './subscribe-message';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const NARROWEST = 280;
const WIDEST = 1280;

/**
 * Draws the code of a scene.
 * @returns a PNG `width` pixels wide or a little less, so that modules are whole pixels
 * @throws WeChatError 40129 characters, 40169 length, 40097 width, 41030 page
 */
export function drawCode(args: Record<string, unknown>, app: AppFacts): Buffer {
  const { scene, page, width = 430 } = args;
  if (typeof scene !== 'string' || scene.length === 0 || scene.length > 32) {
    throw new WeChatError(40169, 'invalid length for scene, or the data is not json string');
  }
  if (!SCENE.test(scene)) throw new WeChatError(40129, 'invalid scene');
  if (typeof width !== 'number' || width < NARROWEST || width > WIDEST) {
    throw new WeChatError(40097, 'invalid args: width');
  }
  if (typeof page === 'string' && args.check_path !== false) checkPage(page, app);
  return encodePng(encodeQr(scene), width);
}
