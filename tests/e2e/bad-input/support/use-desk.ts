/** A desk for one file of tests; whatever one test broke is whole again for the next. */
import { openDesk, type Desk } from './desk';

/** @returns the desk, once the tests run */
export function useDesk(): () => Desk {
  let open: Desk | null = null;
  const desk = (): Desk => {
    if (open === null) throw new Error('the desk is there once the tests run');
    return open;
  };
  beforeAll(async () => {
    open = await openDesk();
  });
  afterAll(() => open?.stop());
  afterEach(async () => {
    await desk().cloud.faults([]);
  });
  return desk;
}
