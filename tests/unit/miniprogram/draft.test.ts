/** What a report says to the server: what was mended on the spot, and which machine should stand still. */
import {
  newDraft,
  photosBy,
  reportInput,
  type Draft,
  type DraftContent,
} from '../../../miniprogram/services/core/draft';
import { CONTENT, photo } from './phone';

const scene = { ...photo('scene'), fileId: 'cloud://scene' };
const after = { ...photo('after'), fileId: 'cloud://after', after: true } as const;

const draft = (content: Partial<DraftContent>, photos: Draft['photos']): Draft => ({
  ...newDraft('d-1', 'r-1', 1, { ...CONTENT, ...content }),
  photos,
});

const files = (photos: readonly { fileId: string | null }[] = []): (string | null)[] =>
  photos.map(({ fileId }) => fileId);

describe('即查即改', () => {
  it('sends the scene and what was made of it apart', () => {
    const { photos, selfFixed } = reportInput(draft({ mended: true }, [scene, after]));
    expect([files(photos), files(selfFixed?.photos)]).toEqual([['cloud://scene'], ['cloud://after']]);
    expect(selfFixed?.text).not.toBe('');
  });

  it.each([
    ['there is no picture of the scene', { mended: true }, [after]],
    ['there is no picture of what is mended', { mended: true }, [scene]],
    ['the person took it back', { mended: false }, [scene, after]],
    ['nobody spoke of it', {}, [scene, after]],
  ])('is an ordinary report with all its pictures when %s', (_, content, photos) => {
    const input = reportInput(draft(content, photos));
    expect(input).not.toHaveProperty('selfFixed');
    expect(files(input.photos)).toEqual(files(photos));
  });

  it('keeps every picture, on one side or the other', () => {
    const all = [scene, after, { ...after, id: 'two' }];
    for (const mended of [true, false]) {
      const by = photosBy(draft({ mended }, all));
      expect(new Set([...by.scene, ...by.after])).toEqual(new Set(all));
    }
  });
});

describe('建议停用', () => {
  it('is said of a point only', () => {
    expect(reportInput(draft({ stop: true, pointId: 'c-07' }, []))).toMatchObject({ stop: true });
    expect(reportInput(draft({ stop: true, pointId: null }, []))).not.toHaveProperty('stop');
    expect(reportInput(draft({ stop: false, pointId: 'c-07' }, []))).not.toHaveProperty('stop');
  });
});
