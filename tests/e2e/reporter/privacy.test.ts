/** The privacy agreement on 上报: asked for when it is needed, said what for, and never in the way of a report. */
import { TEXT } from '../../../miniprogram/shared/text';
import type { Order } from '../../../typings/domain';
import { goesOut, PHOTO, POINT, REPORTER } from '../bad-input/support/desk';
import { useDesk } from '../bad-input/support/use-desk';

const t = TEXT.privacy;

describe('the privacy agreement', () => {
  const desk = useDesk();

  /** A phone whose person agreed to nothing yet is at the camera. */
  const begin = async (before = '__phone.setPrivacyAgreed(false)'): Promise<void> => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.ask(before);
    await phone.beginReport(POINT.id);
  };

  const goesOn = async (): Promise<Order> => {
    const order = await goesOut(desk());
    expect(await desk().phone.screen()).not.toContain(t.title);
    return order;
  };

  const camera = (): Promise<void> =>
    desk().phone.until("document.querySelector('wx-camera img')", 'the camera');

  it('says what the camera is for, and opens it once somebody agreed', async () => {
    const { phone } = desk();
    await begin();
    await phone.sees(`现在要用：${t.camera}`);
    for (const why of [t.cameraWhy, t.albumWhy, t.locationWhy, t.microphoneWhy]) await phone.sees(why);
    await phone.tap(t.agree);
    await camera();
    await phone.shoot(PHOTO);
    await phone.tap('.tile');
    const order = await goesOn();
    expect(Object.keys(order.evidence)).toHaveLength(1);
    expect(order.position).not.toBeNull();
  });

  it('refused: the report goes without picture and place, and nobody is asked again by the way', async () => {
    const { phone } = desk();
    await begin();
    await phone.tap(t.refuse);
    await phone.sees(TEXT.failure.camera);
    await phone.tap('.tile');
    await phone.tap(TEXT.report.directChosen);
    expect(await goesOn()).toMatchObject({ evidence: {}, position: null });
  });

  it('refused, then wanted after all: it asks once more', async () => {
    const { phone } = desk();
    await begin();
    await phone.tap(t.refuse);
    await phone.tap(TEXT.report.openSettings);
    await phone.sees(t.title);
    await phone.tap(t.agree);
    await camera();
  });

  it('refused, and the shutter pressed: it asks, since it was tapped for', async () => {
    const { phone } = desk();
    await begin();
    await phone.tap(t.refuse);
    await phone.ask(`__phone.setPictures([${JSON.stringify(PHOTO)}])`);
    await phone.tap('.shutter');
    await phone.sees(`现在要用：${t.album}`);
    await phone.tap(t.agree);
    await phone.until(`${DRAFTS}.some(({ photos }) => photos.length > 0)`, 'a photo in the draft');
  });

  it('not declared by the plant: nothing asks, and the report goes all the same', async () => {
    const { phone } = desk();
    await begin("__phone.setPrivacyUndeclared(['camera', 'location', 'photos'])");
    await phone.sees(TEXT.failure.camera);
    await phone.tap('.tile');
    await phone.tap(TEXT.report.directChosen);
    expect(await goesOn()).toMatchObject({ evidence: {}, position: null });
  });
});

const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";
