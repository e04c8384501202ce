/** What was filled in on tickets and not handed in yet: kept on the phone, so that whoever is called away goes on where they were. */
import { EMPTY_SHEET, type SheetValue } from './sheet';
import { discard } from '../../../services/photos';
import { load, save } from '../../../services/storage';

const SHEETS = 'permitSheets.v1';

/** So many half-filled sheets are kept; the oldest go first. */
const AT_MOST = 20;

interface KeptSheet {
  key: string;
  value: SheetValue;
}

const isKept = (value: unknown): value is KeptSheet =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<KeptSheet>).key === 'string' &&
  Array.isArray((value as { value?: Partial<SheetValue> }).value?.photos);

let sheets: KeptSheet[] | null = null;

function all(): KeptSheet[] {
  if (sheets !== null) return sheets;
  const saved = load(SHEETS);
  return (sheets = Array.isArray(saved) ? saved.filter(isKept) : []);
}

function put(next: KeptSheet[]): void {
  sheets = next;
  try {
    save(SHEETS, next);
  } catch {
    // A full storage belongs to what is on its way; the sheet lives on as long as the app does.
  }
}

/** The name of a sheet. @param checkId - of a precaution; else empty */
export const sheetKey = (permitId: string, action: string, checkId: string): string =>
  `${permitId}:${action}:${checkId}`;

/** What was filled in; what an older app kept lacks newer fields. */
export const sheetOf = (key: string): SheetValue => ({
  ...EMPTY_SHEET,
  ...all().find((sheet) => sheet.key === key)?.value,
});

export function keepSheet(key: string, value: SheetValue): void {
  const next = [...all().filter((sheet) => sheet.key !== key), { key, value }];
  for (const { value: gone } of next.splice(0, next.length - AT_MOST))
    for (const { path } of gone.photos) discard(path);
  put(next);
}

/** Forgets what was filled in. @param handed - its pictures belong to what is on its way now */
export function dropSheet(key: string, handed: boolean): void {
  const sheet = all().find((one) => one.key === key);
  if (sheet === undefined) return;
  if (!handed) for (const { path } of sheet.value.photos) discard(path);
  put(all().filter((one) => one !== sheet));
}
