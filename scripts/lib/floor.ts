/** People at work on the local cloud: photographs, reports and acts as their phones would make them. */
import { randomUUID } from 'node:crypto';
import type { ActInput, OrderView, PhotoInput, ReportInput, ReportReceipt } from '../../typings/api';
import { dayStamp } from '../../miniprogram/shared/time';
import { picture, type Picture } from '../demo/pictures';
import type { Control } from '../../devtools/client/cloud';
import type { PersonOfPlant } from '../../devtools/cloud/control/shapes';

/** What a story says of a report; the rest is filled in as a phone would. */
export interface Sighting {
  templateId: string | null;
  description?: string;
  areaId: string;
  pointId: string | null;
  pictures: Picture[];
  /** 即查即改: the pictures of what the reporter mended on the spot. */
  mended?: Picture[];
  /** 建议停用 of the machine at the point. */
  stop?: boolean;
  visibility?: ReportInput['visibility'];
}

export class Floor {
  private readonly byId: Map<string, PersonOfPlant>;

  constructor(
    readonly control: Control,
    people: PersonOfPlant[],
  ) {
    this.byId = new Map(people.map((person) => [person.id, person]));
  }

  static async open(control: Control): Promise<Floor> {
    return new Floor(control, await control.people());
  }

  /** @throws Error when nobody of that id is bound */
  person(id: string): PersonOfPlant {
    const person = this.byId.get(id);
    if (person === undefined) throw new Error(`nobody ${id} in this plant`);
    return person;
  }

  get people(): PersonOfPlant[] {
    return [...this.byId.values()];
  }

  /**
   * Everybody accepts every reminder, as at the start of a shift.
   * @param times - how often: so many messages may be sent to each person for each template
   */
  async acceptReminders(times: number): Promise<void> {
    for (const { openid } of this.people) {
      const { reminders } = await this.control.callOk(openid, 'session.get', {});
      const results = Object.fromEntries(reminders.map(({ key }) => [key, 'accept' as const]));
      for (const { templateId } of reminders) await this.control.subscribe(openid, templateId, times);
      for (let i = 0; i < times; i += 1) await this.control.callOk(openid, 'notices.granted', { results });
    }
  }

  /** Takes a shot and uploads it under the person's own prefix. */
  async photograph(id: string, name: Picture): Promise<PhotoInput> {
    const { openid } = this.person(id);
    const { uploadPrefix, serverNow } = await this.control.callOk(openid, 'session.get', {});
    const path = `evidence/${dayStamp(serverNow).slice(0, 6)}/${uploadPrefix}/${randomUUID()}.jpg`;
    const fileId = await this.control.upload(openid, path, picture(name, randomUUID()));
    return { fileId, source: 'camera', takenAt: serverNow };
  }

  async report(id: string, sighting: Sighting): Promise<ReportReceipt> {
    const photos: PhotoInput[] = [];
    for (const name of sighting.pictures) photos.push(await this.photograph(id, name));
    const after: PhotoInput[] = [];
    for (const name of sighting.mended ?? []) after.push(await this.photograph(id, name));
    return this.control.callOk(this.person(id).openid, 'orders.report', {
      id: randomUUID(),
      templateId: sighting.templateId,
      description: sighting.description ?? '',
      areaId: sighting.areaId,
      pointId: sighting.pointId,
      placeSource: sighting.pointId === null ? 'chosen' : 'label',
      position: { longitude: 121.4737, latitude: 31.2304, accuracy: 12 },
      photos,
      observedAt: photos[0]?.takenAt ?? null,
      visibility: sighting.visibility ?? 'named',
      ...(after.length > 0 ? { selfFixed: { photos: after, text: '顺手改好了' } } : {}),
      ...(sighting.stop === true ? { stop: true } : {}),
    });
  }

  look(id: string, orderId: string): Promise<OrderView> {
    return this.control.callOk(this.person(id).openid, 'orders.get', { orderId });
  }

  /** Acts on the order as it is now, with pictures taken on the spot. */
  async act(
    id: string,
    orderId: string,
    action: string,
    input: ActInput['input'] = {},
    pictures: Picture[] = [],
  ): Promise<OrderView> {
    const photos: PhotoInput[] = [];
    for (const name of pictures) photos.push(await this.photograph(id, name));
    const { rev } = await this.look(id, orderId);
    return this.control.callOk(this.person(id).openid, 'orders.act', {
      orderId,
      rev,
      action,
      input: photos.length > 0 ? { ...input, photos } : input,
    });
  }
}
