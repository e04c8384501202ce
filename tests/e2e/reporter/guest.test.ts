/** A phone that nobody bound: it reports first, and is led to bind afterwards. */
import { TEXT } from '../../../miniprogram/shared/text';
import { strangerOpenid } from '../../support/people';
import { PHOTO, POINT } from '../bad-input/support/desk';
import { PAGES } from '../bad-input/support/phone';
import { useDesk } from '../bad-input/support/use-desk';

describe('a phone that nobody bound', () => {
  const desk = useDesk();

  it('is told at once that binding may wait, reports, and finds the report its own once it is bound', async () => {
    const { phone, cloud } = desk();
    const openid = strangerOpenid();
    await phone.take(openid);
    await phone.sees(TEXT.home.bind);
    await phone.ask(
      '(window.buzzed = 0, __phone.on(({ type, value }) => { if (type === "effect" && value.name === "vibrateShort") window.buzzed += 1; }), null)',
    );
    await phone.beginReport(POINT.id);
    await phone.until(
      `document.querySelector('.phone-toast')?.innerText.includes(${JSON.stringify(TEXT.guest.first)})`,
      'the words',
    );
    await phone.shoot(PHOTO);
    await phone.tap('.tile');
    await phone.at(PAGES.result);
    // It would cover who has the report now.
    expect(await phone.ask("document.querySelector('.phone-toast')?.checkVisibility() ?? false")).toBe(false);
    expect(await phone.ask('window.buzzed')).toBeGreaterThanOrEqual(2);
    await phone.pastHold();
    await phone.sees(TEXT.guest.after);
    const [draft] = await phone.drafts();
    await phone.tap(TEXT.guest.bind);
    await phone.at(PAGES.bind);

    const roll = await cloud.dump('people');
    const person =
      roll.find(({ openid: bound, status }) => bound === null && status === 'active') ??
      roll.find(({ _id }) => _id === 'p-041');
    const { code } = await cloud.callOk('o-demo-p-029', 'invites.create', { personId: String(person?._id) });
    const [employeeNo, name] = [String(person?.['employeeNo']), String(person?.['name'])];
    await phone.ask(`__phone.page().setData(${JSON.stringify({ employeeNo, name, code })})`);
    await phone.tap(TEXT.bind.submit);
    await phone.at(PAGES.result);
    await phone.until(`!document.body.innerText.includes(${JSON.stringify(TEXT.guest.after)})`);
    const { orders } = await cloud.callOk(openid, 'orders.list', { tab: 'reported' });
    expect(orders.map(({ id }) => id)).toEqual([draft?.id]);
    const { kinds } = await cloud.callOk(openid, 'privacy.mine', { about: 'reports' });
    expect(kinds.find(({ id }) => id === 'reports')?.n).toBe(1);
    expect(await phone.exceptions()).toEqual([]);
  });
});
