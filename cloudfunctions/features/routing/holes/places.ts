/** Lists what does not fit together in the places of a plant. */
import type { Places } from '../../../../typings/config';
import { distanceToArea } from '../../plant/distance';
import type { StaffMember } from '../watch';
import { repeated } from './repeated';

/** A point is in its area or at its edge; outlines are drawn by hand (m). */
const BESIDE = 50;

/** Points that are said to be far from the area that they are in. */
function strayed({ areas, points }: Places): string[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  return points.flatMap(({ no, areaId, location }) => {
    const area = byId.get(areaId);
    if (location === undefined || area?.outline === undefined) return [];
    const [longitude, latitude] = location;
    const metres = distanceToArea(area.outline, { longitude, latitude });
    return metres <= BESIDE ? [] : [`点位 ${no} 的位置离${area.name}有 ${metres} 米，坐标可能写错了`];
  });
}

/**
 * Lists the holes of the places: things named twice, or naming something that is not there.
 * @param places - the places to prove
 * @param people - everybody on the roll
 */
export function placesHoles(places: Places, people: readonly StaffMember[]): string[] {
  const { departments, areas, points } = places;
  const staff = new Map(people.map((person) => [person.id, person]));
  const departmentIds = new Set(departments.map(({ id }) => id));
  const areaIds = new Set(areas.map(({ id }) => id));
  const holes = [
    ...repeated(departments.map(({ id }) => id)).map((id) => `有两个部门的编号都是 ${id}`),
    ...repeated(areas.map(({ id }) => id)).map((id) => `有两个区域的编号都是 ${id}`),
    ...repeated(areas.map(({ name }) => name)).map((name) => `有两个区域都叫“${name}”`),
    ...repeated(points.map(({ id }) => id)).map((id) => `有两个点位的编号都是 ${id}`),
    ...repeated(points.map(({ no }) => no)).map((no) => `有两个点位的标签都是 ${no}`),
  ];
  for (const { name, headId } of departments) {
    const head = staff.get(headId);
    if (!head) holes.push(`${name}的负责人 ${headId} 不在人员名单里`);
    else if (head.status === 'left') holes.push(`${name}的负责人${head.name}已离岗，要换人`);
  }
  for (const { name, departmentId } of areas) {
    if (!departmentIds.has(departmentId)) holes.push(`${name}没有所属部门：${departmentId} 不存在`);
  }
  for (const { no, areaId } of points) {
    if (!areaIds.has(areaId)) holes.push(`点位 ${no} 的区域 ${areaId} 不存在`);
  }
  return [...holes, ...strayed(places)];
}
