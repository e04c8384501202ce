/** Which pictures and which thanks a report shows as it goes through its rounds. */
import { pairOf, thanksOf } from '../../../cloudfunctions/features/order/mine';
import type { Evidence, EvidencePurpose, Round } from '../../../typings/domain';

const file = (id: string, purpose: EvidencePurpose, change: Partial<Evidence> = {}): Evidence => ({
  id,
  purpose,
  round: 1,
  fileId: '',
  source: 'camera',
  takenAt: null,
  uploadedBy: 'p-1',
  receivedAt: 1,
  state: 'sealed',
  format: 'jpeg',
  bytes: 1,
  originalSha256: null,
  sealedSha256: null,
  sealedFileId: 'cloud://x',
  sealedAt: 1,
  refusedBecause: null,
  ...change,
});

const round = (no: number, note: string | null, by = 'p-9'): Round => ({
  no,
  plan: null,
  fixer: null,
  fixed: note === null ? null : { note, by: { id: by, name: '李工' }, at: 1 },
  verdict: null,
});

const pair = (rounds: Round[], ...files: Evidence[]): (string | undefined)[] => {
  const { before, after } = pairOf({ rounds }, files);
  return [before?.id, after?.id];
};

const scene = [file('s2', 'scene', { receivedAt: 2 }), file('s1', 'scene')];

it('shows the first picture of the scene, and none after while nothing is mended', () => {
  expect(pair([round(1, null)], ...scene, file('a1', 'after'))).toEqual(['s1', undefined]);
  expect(pair([round(1, null)])).toEqual([undefined, undefined]);
});

it('shows the last picture of the round that is mended', () => {
  const after = [file('a2', 'after', { receivedAt: 9 }), file('a1', 'after', { receivedAt: 5 })];
  expect(pair([round(1, '')], ...scene, ...after)).toEqual(['s1', 'a2']);
});

it('shows no picture of a round that was sent back', () => {
  const [first, second] = [file('a1', 'after'), file('a2', 'after', { round: 2 })];
  expect(pair([round(1, ''), round(2, null)], ...scene, first)).toEqual(['s1', undefined]);
  expect(pair([round(1, ''), round(2, '')], ...scene, first, second)).toEqual(['s1', 'a2']);
});

it('shows nothing that is not sealed, and nothing that others took for other ends', () => {
  const pending = file('s0', 'scene', { receivedAt: 0, state: 'pending' });
  const others = ['plan', 'verify', 'interim', 'lock', 'comment'] as const;
  const rest = others.map((purpose) => file(purpose, purpose, { receivedAt: 0 }));
  expect(pair([round(1, '')], pending, ...rest, ...scene)).toEqual(['s1', undefined]);
});

describe('the fixer’s thanks', () => {
  const reporter = { kind: 'person' as const, id: 'p-1', name: '', visibility: 'named' as const };
  const thanks = (...rounds: Round[]) => thanksOf({ rounds, reporter });

  it('are their own words, or the usual ones', () => {
    expect(thanks(round(1, ' 链条换了 '))).toEqual({ by: { id: 'p-9', name: '李工' }, text: '链条换了' });
    expect(thanks(round(1, '  '))?.text).toBe('谢谢，改好了');
  });

  it('wait until it is mended, also the second time', () => {
    expect(thanks(round(1, null))).toBeNull();
    expect(thanks(round(1, '好了'), round(2, null))).toBeNull();
  });

  it('are not one’s own', () => {
    expect(thanks(round(1, '当场改好了', 'p-1'))).toBeNull();
  });
});
