/** The whole of `wx` for one phone. */
import { type Phone } from '../runtime/phone';
import { reportMissingTo, wxObject } from './api';
import { audioApi } from './audio';
import { cloudApi } from './cloud';
import { deviceApi } from './device';
import { documentApi } from './documents';
import { eventsApi } from './events';
import { fileApi } from './files';
import { interfaceApi } from './interface';
import { mediaApi } from './media';
import { navigationApi } from './navigation';
import { permissionApi, Permissions } from './permissions';
import { recorderApi } from './recorder';
import { storageApi } from './storage';
import { systemApi } from './system';
import { tabBarApi } from './tab-bar';

export interface WxParts {
  wx: Record<string, unknown>;
  permissions: Permissions;
}

/** @returns the object for modules, and what the host may change about permissions */
export function createWx(phone: Phone): WxParts {
  const permissions = new Permissions(phone);
  reportMissingTo((error) => phone.fail(error));
  const functions = {
    ...systemApi(phone, permissions),
    ...eventsApi(phone),
    ...navigationApi(phone),
    ...interfaceApi(phone),
    ...tabBarApi(phone),
    ...storageApi(phone.disk),
    ...fileApi(phone.files),
    ...documentApi(phone, permissions),
    ...deviceApi(phone, permissions),
    ...mediaApi(phone, permissions),
    ...recorderApi(phone, permissions),
    ...audioApi(phone),
    ...permissionApi(phone, permissions),
    ...cloudApi(phone),
  };
  return { wx: wxObject(functions, phone.options.wxNames), permissions };
}
