/** A point's label: which point it names, and what is said there; never that all is well. */
import {
  entrancePage,
  knownPoint,
  labelPage,
  makesLabels,
  type PointStatus,
} from '../../../miniprogram/services/core/label';
import { LABEL } from '../../../miniprogram/shared/text/label';
import { DAY } from '../../../miniprogram/shared/time';
import { PLANT } from '../../component/support/people';
import { textsOf } from '../../support/words';
import { NOW, orderView } from './orders';

const STATUS: PointStatus = {
  point: { id: 'c-07', no: 'C-07', name: '气瓶点', areaId: 'a-1', areaName: '焊接一区' },
  stopped: null,
  proposed: false,
  open: [],
  beforeUse: null,
};

const said = (change: Partial<PointStatus> = {}): ReturnType<typeof labelPage> =>
  labelPage({ ...STATUS, ...change }, NOW);

describe('a label', () => {
  it('is known from the phone’s own copy of the plant, without a network', () => {
    expect(knownPoint('C-07', PLANT)).toEqual({ pointId: 'c-07', no: 'C-07', place: '焊接一区 · 气瓶点' });
    expect([knownPoint('Z-99', PLANT), knownPoint('C-07', null)]).toEqual([null, null]);
  });

  it('at an entrance leads to the points inside', () => {
    const [inside, empty] = PLANT.areas;
    expect(entrancePage(inside!, PLANT)).toEqual({
      areaId: 'a-1',
      place: '焊接一区',
      inside: [{ no: 'C-07', name: '气瓶点' }],
    });
    expect(entrancePage(empty!, PLANT).inside).toEqual([]);
  });

  it('is made by safety and administrators', () => {
    expect([makesLabels(['worker', 'safety']), makesLabels(['admin'])]).toEqual([true, true]);
    expect([makesLabels(['supervisor', 'manager']), makesLabels([]), makesLabels()]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('the page', () => {
  it('says since when it is stopped, and by which order', () => {
    const stopped = { at: NOW - DAY, number: 'YH-20261121-0003', orderId: 'o-9' };
    expect(said({ stopped, proposed: true })).toMatchObject({
      verdict: 'stopped',
      heading: '已停用 · 昨天 10:00 起',
      stopOrderId: 'o-9',
      stopOrder: '看停用单 YH-20261121-0003',
      none: false,
    });
  });

  it('says that a stop was proposed', () => {
    expect(said({ proposed: true })).toMatchObject({ verdict: 'proposed', none: false });
  });

  it('lists the order of the stop once', () => {
    const { id, number, title, state } = orderView();
    const stopped = { at: NOW, number, orderId: id };
    const other = { id: 'o-2', number: 'YH-2', title, state };
    expect(said({ stopped, open: [{ id, number, title, state }, other] }).open).toEqual([other]);
  });

  it('lists what is open, and only then not that nothing was reported', () => {
    const { id, number, title, state } = orderView();
    expect(said({ open: [{ id, number, title, state }] })).toMatchObject({ none: false, verdict: '' });
    expect(said().none).toBe(true);
  });

  it('says who looked at it last before use, and of that only what was wrong', () => {
    const last = { taskId: 'x', at: NOW - DAY, by: { id: 'p-1', name: '王工' } };
    const hint = (verdict: 'usable' | 'faulty'): string =>
      said({ beforeUse: { last: { ...last, verdict } } }).useHint;
    expect(hint('usable')).toBe('上次 昨天 10:00 王工查的');
    expect(hint('faulty')).toBe('上次 昨天 10:00 王工查的，带病运行');
    expect(said({ beforeUse: { last: null } }).useHint).toBe(LABEL.useNever);
  });

  it('offers no check before use of what is stopped, nor where none is planned', () => {
    const stopped = { at: NOW, number: 'YH-1', orderId: 'o-1' };
    expect([said().useHint, said({ stopped, beforeUse: { last: null } }).useHint]).toEqual(['', '']);
  });

  it('never speaks of safety, whatever it says', () => {
    expect(textsOf(LABEL).filter(([, text]) => text.includes('安全'))).toEqual([]);
  });
});
