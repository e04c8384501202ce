/** What certificates keep about whoever holds them. */
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { certificatesOf } from './store';

/** One database call. */
export async function keptCertificates(personId: string): Promise<Kept> {
  const found = await certificatesOf(personId, LOOKED_AT);
  const items = found.map(({ savedAt, kindName, number }) => ({
    at: savedAt,
    text: `${kindName} ${number}`,
  }));
  return keptOf('certificates', items, found.length === LOOKED_AT);
}
