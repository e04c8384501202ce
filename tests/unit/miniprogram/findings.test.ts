/** What is not in order at an item becomes a report, and a label says which stop it is. */
import { findingOf, reportOf } from '../../../miniprogram/packages/inspection/round/finding';
import { matched, matchedFound, matchedTyped } from '../../../miniprogram/packages/inspection/round/label';
import { newDraft, reportInput } from '../../../miniprogram/services/core/draft';
import { stepsOf } from '../../../miniprogram/services/core/round';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { PLANT } from '../../component/support/people';
import { NINE, roundOf, taskView } from './inspection';
import { CONTENT } from './phone';

const t = TEXT.inspection;
const task = taskView();
const [chain, valve] = stepsOf(task, roundOf());
const [here, there] = task.stops;
if (chain === undefined || valve === undefined || here === undefined || there === undefined)
  throw new Error('the task has two stops');

const FOUND = { templateId: 't-1', words: ' 右边那只 ', seen: 'scanned', at: NINE } as const;

describe('an item that is not in order', () => {
  it('offers its own template, and others of the place', () => {
    expect(findingOf(chain, PLANT, [], [])).toMatchObject({
      templateId: 't-1',
      title: '气瓶没固定',
      others: [{ id: 't-2' }],
    });
  });

  it('offers others only when it has none, or the plant does not know it', () => {
    expect(findingOf(valve, PLANT, [], [])).toMatchObject({ templateId: '', title: '' });
    expect(findingOf(chain, null, [], [])).toMatchObject({ templateId: '', others: [] });
  });

  it('opens the camera by itself, but not where no phone may be used', () => {
    const areas = PLANT.areas.map((area) => ({ ...area, phoneFree: true }));
    expect(findingOf(chain, PLANT, [], []).shoot).toBe(true);
    expect(findingOf(chain, { ...PLANT, areas }, [], []).shoot).toBe(false);
  });

  it('is reported at its stop, and names its task', () => {
    const content = reportOf(task, chain, FOUND, PLANT);
    expect(reportInput(newDraft('o-1', 'r', NINE, content))).toEqual({
      id: 'o-1',
      templateId: 't-1',
      description: '右边那只',
      areaId: 'a-1',
      pointId: 'd-08',
      placeSource: 'label',
      position: null,
      observedAt: NINE,
      visibility: 'named',
      photos: [],
      task: { taskId: task.id, itemId: 'chain' },
    });
  });

  it.each([
    ['scanned', 'label'],
    ['typed', 'typed'],
    [null, 'chosen'],
  ] as const)('says how the place is known: %j', (seen, placeSource) => {
    expect(reportOf(task, chain, { ...FOUND, seen }, PLANT)).toMatchObject({ placeSource });
  });

  it('proposes a stop when it is critical, and says what it is about without a template', () => {
    expect(reportOf(task, valve, { ...FOUND, templateId: '' }, PLANT)).toMatchObject({
      stop: true,
      templateId: null,
      description: '看 valve。右边那只',
    });
  });

  it('leaves reports that are none of a round as they were', () => {
    expect(reportInput(newDraft('o-1', 'r', NINE, CONTENT))).not.toHaveProperty('task');
  });
});

describe('a label', () => {
  it.each(['D-08', 'D-8'])('%s is that of the stop', (no) => {
    expect(matched(task, here, no)).toEqual({ kind: 'here' });
  });

  it('of another stop of the route leads there', () => {
    const say = fill(t.otherLabel, { other: 'D-09', here: 'D-08' });
    expect(matched(task, here, 'D-09')).toEqual({ kind: 'other', stop: there, say });
  });

  it('of elsewhere is named', () => {
    const { kind, say } = { say: '', ...matched(task, here, 'C-07') };
    expect(kind).toBe('off');
    expect(say).toContain(fill(t.otherLabel, { other: 'C-07', here: 'D-08' }));
  });

  it('is known by its number where the copy of the plant is older, and is none when it is no label of this plant', () => {
    expect(matchedFound(task, here, { kind: 'unknown', no: 'D-08' })).toEqual({ kind: 'here' });
    for (const found of [{ kind: 'foreign' }, { kind: 'unknown', no: '' }] as const)
      expect(matchedFound(task, here, found)).toEqual({
        kind: 'unread',
        say: fill(t.unread, { here: 'D-08' }),
      });
  });

  it('may be typed', () => {
    expect(matchedTyped(task, here, 'd08')).toEqual({ kind: 'here' });
    expect(matchedTyped(task, here, '？')).toEqual({ kind: 'unread', say: fill(t.unknownNo, { no: '？' }) });
  });
});
