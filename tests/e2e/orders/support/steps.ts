/** What happens on the order page again and again: somebody is sent, mends, and somebody else looks. */
import type { Picture } from '../../../../scripts/demo/pictures';
import { Form } from '../../support/form';
import type { Person } from '../../support/person';

/** Until the order on the screen is in this state. */
export async function inState(person: Person, label: string): Promise<void> {
  await person.find('.about state-pill >>> .state-pill', label);
}

/** The owner sends somebody. */
export async function assign(owner: Person, fixer: string): Promise<void> {
  await owner.press('派给', 'act-bar');
  const form = new Form(owner);
  await form.choose('派给谁', fixer);
  await form.submit('派给');
  await owner.sees(`轮到${fixer}整改`);
}

/** The fixer takes a picture of what was mended and hands it in. */
export async function handIn(fixer: Person, picture: Picture): Promise<void> {
  await fixer.looksAt(picture);
  await fixer.press('改好了，拍照', 'act-bar');
  const form = new Form(fixer);
  await form.compared('同一个角度');
  await form.submit('提交');
}

/** Whoever verifies was there, and it is not mended. */
export async function sendBack(verifier: Person, why: string): Promise<void> {
  await new Form(verifier, '').wasThere();
  await verifier.press('没修好', 'act-bar');
  const form = new Form(verifier);
  await form.write('哪里没修好', why);
  await form.submit('没修好');
}

/** Whoever verifies was there, and it is mended. */
export async function accept(verifier: Person): Promise<void> {
  await new Form(verifier, '').wasThere();
  await verifier.press('修好了', 'act-bar');
  await inState(verifier, '已关闭');
}
