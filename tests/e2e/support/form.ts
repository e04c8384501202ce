/** A form as a person fills it in: every field is found by what it asks. */
import type { Picture } from '../../../scripts/demo/pictures';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { Person } from './person';
import { PAGES } from './screens';

/** The sheet of an action. */
export const SHEET = 'act-sheet';

export class Form {
  private readonly where: string;

  /** @param sheet - the component around the form; empty when the form is part of the page */
  constructor(
    private readonly person: Person,
    private readonly sheet: string = SHEET,
  ) {
    this.where = sheet === '' ? 'action-form' : `${sheet} >>> action-form`;
  }

  private field(asks: string): string {
    return `${this.where} >>> .field「${asks}」`;
  }

  write(asks: string, text: string): Promise<void> {
    return this.person.type(`${this.field(asks)} >>> t-textarea >>> textarea`, text);
  }

  /** A sum of money (yuan). */
  sum(asks: string, yuan: number): Promise<void> {
    return this.person.type(`${this.field(asks)} >>> t-input >>> input`, String(yuan));
  }

  /** Somebody found by name; the list of people opens at a tap where it is long. */
  async choose(asks: string, name: string): Promise<void> {
    const field = this.field(asks);
    await this.person.find(field);
    if (await this.person.has(`${field} >>> .person`)) await this.person.tap(`${field} >>> .person`);
    await pick(this.person, `${field} >>> person-picker`, name);
  }

  /** The first day that is offered. */
  async firstDay(asks: string): Promise<void> {
    await this.person.tap(`${this.field(asks)} >>> .person`);
    await this.person.answer('确定');
  }

  /** A picture of what is before the camera. */
  async shoot(asks: string, picture: Picture): Promise<void> {
    await this.person.looksAt(picture);
    await this.person.tap(`${this.field(asks)} >>> shot-row >>> .add`, TEXT.form.takePhoto);
    await this.person.find(`${this.field(asks)} >>> shot-row >>> .taken`);
  }

  /** Where a picture is asked for first, the camera is open already. */
  async shot(asks: string): Promise<void> {
    await this.person.find(`${this.field(asks)} >>> shot-row >>> .taken`);
  }

  /** Where there is a picture of before, the camera shows it and waits for the finger. */
  async compared(asks: string): Promise<void> {
    await shootAgain(this.person);
    await this.shot(asks);
  }

  /** 到现场看了. */
  wasThere(): Promise<void> {
    return this.person.tap(`${this.where} >>> .segment`, TEXT.order.onSite);
  }

  /** The filled button under the form. */
  submit(says: string): Promise<void> {
    return this.sheet === '' ? this.person.press(says) : this.person.submit(says, this.sheet);
  }
}

/** A picture from the same place as the one of before, on the camera that is open, and back to the form. */
export async function shootAgain(person: Person): Promise<void> {
  await person.at(PAGES.shoot);
  await person.tap('.shutter');
  await person.sees(fill(TEXT.shoot.count, { count: 1 }));
  await person.tap('.done');
  await person.at(PAGES.order);
}

/** Somebody from the list of people, found by name. */
export async function pick(person: Person, picker: string, name: string): Promise<void> {
  await person.type(`${picker} >>> t-input >>> input`, name);
  await person.tap(`${picker} >>> .pick`, name);
}
