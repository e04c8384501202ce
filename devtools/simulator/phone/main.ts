/** Starts the phone that a page was opened for: reads what the host left, and gives the host its bridge. */
import { createBridge, type Bridge } from './runtime/bridge';
import { HostDisk, MemoryDisk } from './runtime/disk';
import { type PhoneOptions } from './runtime/options';
import { Phone } from './runtime/phone';
import { type Program } from './runtime/program';
import { createWx } from './wx';
import styles from './phone.css';

declare global {
  /** The compiled app; see compile/index.ts. */
  var __app: Program;
  /** Set by the page before this script runs. */
  var __phoneOptions: PhoneOptions & { disk: string | null; autostart: boolean };
  var __phone: Bridge;
}

const { disk: address, autostart, ...options } = globalThis.__phoneOptions;
const sheet = document.createElement('style');
sheet.textContent = styles;
document.head.append(sheet);

const phone = new Phone(
  globalThis.__app,
  options,
  address === null ? new MemoryDisk() : new HostDisk(address),
);
const { wx, permissions } = createWx(phone);
phone.wx = wx;
globalThis.__phone = createBridge(phone, permissions);
if (autostart) phone.start();
