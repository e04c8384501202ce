/** Holes of places and of templates: things named twice, or naming something that is not there. */
import { placesHoles, templatesHoles } from '../../../../cloudfunctions/features/routing/holes';
import { leave, starterPlant, type Plant } from '../plant';

describe('placesHoles', () => {
  it.each<[string, (plant: Plant) => void, string]>([
    [
      'department twice',
      ({ places }) => (places.departments[1]!.id = 'office'),
      '有两个部门的编号都是 office',
    ],
    ['area twice', ({ places }) => (places.areas[1]!.id = 'press'), '有两个区域的编号都是 press'],
    ['area name twice', ({ places }) => (places.areas[1]!.name = '喷漆房'), '有两个区域都叫“喷漆房”'],
    ['point twice', ({ places }) => (places.points[1]!.id = 'a-01'), '有两个点位的编号都是 a-01'],
    ['label twice', ({ places }) => (places.points[1]!.no = 'A-01'), '有两个点位的标签都是 A-01'],
    [
      'unknown head',
      ({ places }) => (places.departments[0]!.headId = 'p-999'),
      '下料机加车间的负责人 p-999 不在人员名单里',
    ],
    ['head left', (plant) => leave(plant, '陈志强'), '下料机加车间的负责人陈志强已离岗，要换人'],
    [
      'no department',
      ({ places }) => (places.areas[0]!.departmentId = 'x'),
      '钢板下料区没有所属部门：x 不存在',
    ],
    ['unknown area', ({ places }) => (places.points[0]!.areaId = 'x'), '点位 A-01 的区域 x 不存在'],
  ])('%s', (_, bend, hole) => {
    const plant = starterPlant();
    bend(plant);
    expect(placesHoles(plant.places, plant.people)).toContain(hole);
  });
});

describe('templatesHoles', () => {
  it.each<[string, (templates: Plant['templates']) => void, string]>([
    ['category twice', ({ categories }) => (categories[1]!.id = 'fire'), '有两个类别的编号都是 fire'],
    ['category name twice', ({ categories }) => (categories[1]!.name = '消防'), '有两个类别都叫“消防”'],
    [
      'template twice',
      ({ templates }) => (templates[1]!.id = templates[0]!.id),
      '有两个模板的编号都是 extinguisher-blocked',
    ],
    ['title twice', ({ templates }) => (templates[1]!.title = '灭火器遮挡'), '有两个模板都叫“灭火器遮挡”'],
    [
      'unknown category',
      ({ templates }) => (templates[0]!.categoryId = 'x'),
      '模板“灭火器遮挡”的类别 x 不存在',
    ],
  ])('%s', (_, bend, hole) => {
    const { templates } = starterPlant();
    bend(templates);
    expect(templatesHoles(templates)).toContain(hole);
  });
});
