/** The phone itself: network, position, clipboard, vibration, telephone, the scanner. */
import { type Phone } from '../runtime/phone';
import { allAsynchronous, textOf, WxFailure } from './api';
import { type Permissions } from './permissions';

export function deviceApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  let clipboard = '';
  return allAsynchronous({
    getNetworkType: () => ({
      networkType: phone.network.type,
      weakNet: phone.network.delay > 0,
      hasSystemProxy: false,
    }),
    async getLocation(options) {
      await permissions.require('getLocation', 'scope.userLocation');
      if (phone.position === null) throw new WxFailure('system permission denied', { errCode: 2 });
      const { latitude, longitude, accuracy } = phone.position;
      const altitude = options.altitude === true ? 0 : undefined;
      return {
        latitude,
        longitude,
        accuracy,
        speed: -1,
        altitude,
        verticalAccuracy: 0,
        horizontalAccuracy: accuracy,
      };
    },
    scanCode() {
      if (phone.scan === null) throw new WxFailure('cancel');
      const { text, path } = phone.scan;
      return {
        result: text,
        scanType: path === '' ? 'QR_CODE' : 'WX_CODE',
        charSet: 'UTF-8',
        path,
        rawData: btoa(encodeURI(text)),
      };
    },
    makePhoneCall: (options) =>
      phone.effects.emit({ name: 'makePhoneCall', detail: { phoneNumber: textOf(options, 'phoneNumber') } }),
    setClipboardData(options) {
      clipboard = textOf(options, 'data');
      phone.effects.emit({ name: 'setClipboardData', detail: { data: clipboard } });
      phone.prompts.toast({ title: '内容已复制' });
    },
    getClipboardData: () => ({ data: clipboard }),
    vibrateShort: (options) => phone.effects.emit({ name: 'vibrateShort', detail: { type: options.type } }),
    vibrateLong: () => phone.effects.emit({ name: 'vibrateLong', detail: {} }),
    login: () => ({ code: `local-${phone.options.openid}` }),
    checkSession: () => undefined,
  });
}
