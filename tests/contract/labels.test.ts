/** The codes that are printed on labels: what they hold, that they are drawn once, and who may have them. */
import { findLabel } from '../../miniprogram/services/core/scan';
import type { LabelRef, Routes } from '../../typings/api';
import { drawModules, greyPng, readQr } from '../support/qr';
import { starterView } from '../support/starter-view';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { guestPhone, phone, useCloud } from './support/plant';
import { errorOf, refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const PLACES = starterView();

const DRAWING = { action: 'openapi.wxacode.getUnlimited' };

const point = (id: string): LabelRef => ({ kind: 'point', id });
const door = (id: string): LabelRef => ({ kind: 'area', id });

const codes = async (...labels: LabelRef[]): Promise<Routes['labels.codes']['output']['codes']> =>
  (await cloud().callOk(phone('safety'), 'labels.codes', { labels })).codes;

/** What WeChat's own code says; the local cloud draws it as a plain one. */
const sceneAt = async (url: string): Promise<string | null> => {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  return readQr(greyPng(Buffer.from(await answer.arrayBuffer())));
};

/** From now on WeChat draws nothing. */
const refuseDrawing = () =>
  cloud().faults([{ match: DRAWING, mode: 'fail', code: '45009', times: 'forever' }]);

afterEach(() => cloud().faults([]));

contractOf('labels.codes', {
  valid() {
    it('answers both codes of a point, which name it to a phone without a network', async () => {
      const [code] = await codes(point('a-01'));
      expect(code).toMatchObject({ kind: 'point', id: 'a-01' });
      expect(await sceneAt(code!.url)).toBe('p=A-01');
      expect(readQr(drawModules(code!.plain))).toBe('SAFELOOP:A-01');
      for (const said of ['p=A-01', 'SAFELOOP:A-01'])
        expect(findLabel(said, PLACES)).toMatchObject({ kind: 'point', point: { id: 'a-01' } });
    });

    it('answers those of an entrance, which name its area', async () => {
      const [code] = await codes(door('paint-room'));
      expect(await sceneAt(code!.url)).toBe('a=paint-room');
      const said = readQr(drawModules(code!.plain));
      expect(findLabel(said ?? '', PLACES)).toMatchObject({ kind: 'area', area: { id: 'paint-room' } });
    });

    it('answers in the order in which it was asked, for administrators as well', async () => {
      const labels = ['c-12', 'a-02', 'd-05'].map(point);
      const answer = await cloud().callOk(phone('admin'), 'labels.codes', { labels });
      expect(answer.codes.map(({ kind, id }) => ({ kind, id }))).toEqual(labels);
    });
  },
  edge() {
    it('draws a code once: afterwards WeChat is not asked any more', async () => {
      const [first] = await codes(point('e-01'));
      await refuseDrawing();
      const [again] = await codes(point('e-01'));
      expect(new URL(again!.url).pathname).toBe(new URL(first!.url).pathname);
      expect(again!.plain).toEqual(first!.plain);
    });

    it('lies where it lies whoever asks first, and at once', async () => {
      const asking = ['safety', 'otherSafety', 'admin'] as const;
      const answers = await Promise.all(
        asking.map((who) => cloud().callOk(phone(who), 'labels.codes', { labels: [point('e-02')] })),
      );
      const paths = answers.map((answer) => new URL(answer.codes[0]!.url).pathname);
      expect(new Set(paths).size).toBe(1);
      const kept = (await cloud().dump('labels')).filter(({ _id }) => String(_id).endsWith('p=E-02'));
      expect(kept).toHaveLength(1);
    });

    it('takes 24 at a time, and no more than four database calls once they are drawn', async () => {
      const all = PLACES.points.slice(0, 24).map(({ id }) => point(id));
      expect(await codes(...all)).toHaveLength(24);
      await cloud().resetStats();
      await codes(...all);
      const { functions } = await cloud().stats();
      expect(functions['api']?.['labels.codes']?.request.calls).toBeLessThanOrEqual(4);
    });

    it('keeps what was drawn when WeChat refuses one in the middle, and says what to do', async () => {
      await cloud().faults([{ match: DRAWING, mode: 'fail', code: '45009', nth: 2 }]);
      const labels = ['f-01', 'f-02', 'f-03'].map(point);
      const { code } = errorOf(await cloud().call(phone('safety'), 'labels.codes', { labels }));
      expect(code).toBe('CODE_REFUSED');
      await cloud().faults([]);
      const kept = (await cloud().dump('labels')).filter(({ _id }) => String(_id).includes('p=F-0'));
      expect(kept).toHaveLength(2);
      expect(await codes(...labels)).toHaveLength(3);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'labels.codes', misshapen({ labels: [point('a-01')] }));

    it('refuses none, too many, and one twice', async () => {
      const many = Array.from({ length: 25 }, (_, n) => point(`x-${n}`));
      for (const labels of [[], many, [point('a-01'), point('a-01')]])
        await refused(cloud(), 'BAD_REQUEST', phone('safety'), 'labels.codes', { labels });
    });

    it('refuses a point or an area that is not there', async () => {
      for (const label of [point('z-99'), door('nowhere'), point('paint-room'), door('a-01')])
        await refused(cloud(), 'PLACE_UNKNOWN', phone('safety'), 'labels.codes', { labels: [label] });
    });
  },
  forbidden() {
    it('is for those who make labels', async () => {
      const labels = [point('a-01')];
      for (const who of ['reporter', 'keeper', 'dutyLeader', 'manager', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(who), 'labels.codes', { labels });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'labels.codes', { labels });
    });

    itRefusesNobody(cloud, 'labels.codes', { labels: [point('a-01')] });
  },
});
