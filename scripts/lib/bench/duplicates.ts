/** Measures what it costs to ask whether somebody reported the same before, to join that order, and to compare a picture with all others. */
import { randomUUID } from 'node:crypto';
import type { Control } from '../../../devtools/client/cloud';
import { Bench, BUDGETS } from './budgets';
import type { Figure } from './figures';

/** Pictures that one look-up may examine, however many there are. */
export const EXAMINED_PICTURES = 200;

/** Open orders that one question may examine: the newest of the area, and those at the point. */
const EXAMINED_ORDERS = 61;

const PLACE = { areaId: 'manual-welding', pointId: null, templateId: null } as const;

const OTHER = 'o-demo-p-031';

/** A picture that somebody took before, with a hash by chance. */
function pictureText(n: number): [id: string, text: string] {
  const _id = randomUUID();
  const bands = Array.from({ length: 4 }, () => Math.floor(Math.random() * 65_536));
  const [bandA = 0, bandB = 0, bandC = 0, bandD = 0] = bands;
  const dHash = bands.map((band) => band.toString(16).padStart(4, '0')).join('');
  const order = { orderId: randomUUID(), number: `YH-20261124-${String(10_000 + n)}` };
  const picture = { ...order, evidenceId: _id, sealedFileId: `cloud://x/${_id}`, dHash };
  return [_id, JSON.stringify({ _id, schema: 1, ...picture, bandA, bandB, bandC, bandD })];
}

/** @param pictures - how many were sealed before */
export async function measureDuplicates(
  control: Control,
  { pictures }: { pictures: number },
): Promise<Figure[]> {
  const bench = await Bench.open(control);
  const snapshot = await control.export();
  const before = Object.fromEntries(Array.from({ length: pictures }, (_none, n) => pictureText(n)));
  await control.import({ ...snapshot, documents: { ...snapshot.documents, pictureHashes: before } });
  const id = await bench.report(false);
  const sealing = await bench.cost('api', 'orders.report', () => bench.report());
  const order = (await control.dump('orders')).find(({ _id }) => _id !== id) as
    { evidence: Record<string, { dHash?: string }> } | undefined;
  const hashes = Object.values(order?.evidence ?? {}).flatMap(({ dHash }) => dHash ?? []);
  const asked = { ...PLACE, position: null, hashes };
  // The person and the plant are read once before, as by any call of a warm instance.
  const { orders } = await control.callOk(OTHER, 'orders.similar', asked);
  const [found] = orders;
  if (found === undefined) throw new Error('nothing looks the same');
  const asking = await bench.cost('api', 'orders.similar', () =>
    control.callOk(OTHER, 'orders.similar', asked),
  );
  const { orderId, ticket } = found;
  const joining = await bench.cost('api', 'orders.join', () =>
    control.callOk(OTHER, 'orders.join', { id: randomUUID(), orderId, ticket }),
  );
  const examined = ({ examinedBy }: typeof asking.request, collection: string): number =>
    examinedBy[`${collection}.getDocument`] ?? 0;
  return [
    { what: 'similar: database calls', value: asking.request.calls, bound: BUDGETS.list },
    { what: 'similar: orders examined', value: examined(asking.request, 'orders'), bound: EXAMINED_ORDERS },
    { what: 'join: database calls', value: joining.request.calls, bound: BUDGETS.act },
    {
      what: `a picture among ${pictures}: hashes examined`,
      value: examined(sealing.delivery, 'pictureHashes'),
      bound: EXAMINED_PICTURES,
    },
  ];
}
