/** 我的上报 on a phone that a team shares: the reports of the person whose phone it is are for that person alone. */
import { TEXT } from '../../../miniprogram/shared/text';
import { POINT, REPORTER } from '../bad-input/support/desk';
import { useDesk } from '../bad-input/support/use-desk';
import { reportInput } from '../../contract/support/desk';

const MINE = 'packages/report/mine/index';
const ME = 'pages/me/index';
const TITLE = '防护罩松动';

const desk = useDesk();

it('is shown to whoever is alone with the phone, and covered once a team shares it', async () => {
  const { phone, cloud } = desk();
  await cloud.callOk(REPORTER, 'orders.report', reportInput({ areaId: POINT.areaId, pointId: POINT.id }));
  await phone.take(REPORTER);
  await phone.open(MINE);
  await phone.sees(TITLE);
  await phone.open(ME);
  await phone.ask('__phone.page().onShared({ detail: { value: true } })');
  // A new start asks who it is.
  await phone.start(MINE);
  await phone.sees(TEXT.sharedPhone.covered);
  expect(await phone.screen()).not.toContain(TITLE);
  expect(await phone.exceptions()).toEqual([]);
});
