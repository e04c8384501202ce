/** What of tickets and certificates stands in somebody's day, in the words of a person. */
import { certificateLine } from '../../../cloudfunctions/features/certificates/view';
import { permitLine } from '../../../cloudfunctions/features/permits/view';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { ask, doIt, MORNING, ready, running } from '../../support/hot-work';

const asked = { ...ask().ticket, number: 'DH-20261125-001' };

it('names the step of whoever answers for it, with its deadline', () => {
  expect(permitLine(asked, 'keeper', MORNING)).toEqual({
    kind: 'permit',
    id: asked._id,
    title: '动火 料场 东侧立柱',
    line: 'DH-20261125-001 等你审批',
    dueAt: MORNING + HOUR,
  });
  expect(permitLine(running(asked, MORNING), 'applicant', MORNING)?.line).toBe('DH-20261125-001 等你收工');
});

it('tells whoever is to watch, before and while they do, and nobody else', () => {
  expect(permitLine(asked, 'watcher', MORNING)?.line).toBe('DH-20261125-001 请你监护，到现场后签到');
  const watched = permitLine(ready(asked, MORNING), 'watcher', MORNING);
  expect(watched).toMatchObject({ line: 'DH-20261125-001 你在监护', dueAt: asked.until });
  expect(permitLine(asked, 'other', MORNING)).toBeNull();
});

it('says nothing of a ticket that is over', () => {
  const { ticket } = doIt(asked, 'applicant', 'withdraw', MORNING);
  expect(permitLine(ticket, 'applicant', MORNING)).toBeNull();
});

it('counts the days of a certificate, today too', () => {
  const certificate = { _id: 'c', kindName: '高处作业', endsAt: Date.parse('2026-11-26T00:00:00+08:00') };
  expect(certificateLine(certificate, MORNING)).toMatchObject({
    title: '高处作业',
    line: '证件还有 1 天到期，请去复审',
    dueAt: certificate.endsAt,
  });
  expect(certificateLine(certificate, certificate.endsAt + MINUTE).line).toBe('证件已到期，这项作业先别做');
});
