/** A private local cloud for a test: the built functions behind the control API. */
import { startLocalCloud, type LocalCloud, type LocalCloudOptions } from '../../devtools/client/cloud';
import { plantFolder } from './plant-folder';

export {
  CLIENT_VERSION,
  type CallOptions,
  type LocalCloud as TestCloud,
  type RawAnswer,
} from '../../devtools/client/cloud';

/** Starts a cloud with the starter plant in it, as `npm start` prepares it, taken over from the folder of this run. */
export function startTestCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const from = plantFolder();
  const isOwn = options.dataDir !== undefined || options.demo === true || from === null;
  return startLocalCloud(isOwn ? options : { ...options, from });
}
