/** What the scripts in the browser leave for the tests. */
import type { Bridge } from '../../../../devtools/simulator/phone/runtime/bridge';
import type * as auditing from '../audit';

declare global {
  var audit: typeof auditing;
  var __phone: Bridge;
}
