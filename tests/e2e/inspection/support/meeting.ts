/** A 班前会 as it is stored, what its code says on the leader's screen, and the order that its quiz is drawn from. */
import { Floor } from '../../../../scripts/lib/floor';
import type { Briefing } from '../../../../typings/briefing';
import type { Evidence } from '../../../../typings/domain';
import type { TestCloud } from '../../../support/cloud';
import { readQr } from '../../../support/qr';
import { eventually } from '../../support/eventually';
import type { Person } from '../../support/person';

export const PAGES = {
  day: 'packages/inspection/day/index',
  card: 'packages/briefing/card/index',
  list: 'packages/briefing/list/index',
} as const;

export async function briefingOf(cloud: TestCloud, id: string): Promise<Briefing> {
  const all = (await cloud.dump('briefings')) as (Record<string, unknown> & Briefing)[];
  const briefing = all.find(({ _id }) => _id === id);
  if (briefing === undefined) throw new Error(`no meeting ${id}`);
  return briefing;
}

/** Until what is stored of the meeting is so. */
export const briefingWhen = (
  cloud: TestCloud,
  id: string,
  holds: (briefing: Briefing) => boolean,
): Promise<Briefing> =>
  eventually(`the meeting ${id} to be so`, async () => {
    const briefing = await briefingOf(cloud, id);
    return holds(briefing) ? briefing : null;
  });

/** Runs in the browser: the canvas as large as it is on the screen, as RGBA. */
const SHOWN = `(() => {
  const code = [...document.querySelectorAll('canvas')].find(({ width }) => width > 100);
  const shown = code?.getBoundingClientRect();
  if (code === undefined || shown.width === 0) return null;
  const size = Math.round(shown.width);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: size, height: size });
  const pen = canvas.getContext('2d');
  pen.drawImage(code, 0, 0, size, size);
  const { data } = pen.getImageData(0, 0, size, size);
  let letters = '';
  for (let at = 0; at < data.length; at += 30000)
    letters += String.fromCharCode(...data.subarray(at, at + 30000));
  return { width: size, height: size, data: btoa(letters) };
})()`;

/** What a scanner reads from a person's screen. */
export const codeOn = (person: Person): Promise<string> =>
  eventually('a code on the screen', async () => {
    const shown = (await person.phone.page.evaluate(SHOWN)) as {
      width: number;
      height: number;
      data: string;
    } | null;
    if (shown === null) return null;
    return readQr({ ...shown, data: new Uint8ClampedArray(Buffer.from(shown.data, 'base64')) });
  });

/** A hazard is found, mended and verified, and WeChat minds nothing of its pictures. @returns the order's id */
export async function closedHazard(cloud: TestCloud): Promise<string> {
  const floor = await Floor.open(cloud);
  const where = { areaId: 'manual-welding', pointId: 'b-05' };
  const sighting = { ...where, templateId: 'cylinder-unsecured', pictures: ['cylinder-loose' as const] };
  const { id } = await floor.report('p-030', sighting);
  const acts = [
    ['respond', { text: '装链条', personId: 'p-039' }, []],
    ['fix', { text: '链条已装好' }, ['cylinder-chained']],
    ['verify', { onSite: true }, []],
  ] as const;
  for (const [action, input, pictures] of acts) {
    const { next } = await floor.look('p-030', id);
    await floor.act(next?.owner.id ?? '', id, action, input, [...pictures]);
  }
  await eventually('the pictures to be checked', async () => {
    const order = (await cloud.dump('orders')).find(({ _id }) => _id === id);
    const files = Object.values((order?.['evidence'] ?? {}) as Record<string, Evidence>);
    return files.every(({ check }) => check?.result === 'pass') || null;
  });
  return id;
}
