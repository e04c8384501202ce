/** A private local cloud for a test: the built functions behind the control API. */
export {
  CLIENT_VERSION,
  startLocalCloud as startTestCloud,
  type CallOptions,
  type LocalCloud as TestCloud,
  type RawAnswer,
} from '../../devtools/client/cloud';
