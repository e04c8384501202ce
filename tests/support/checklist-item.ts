/** An item of a checklist as tests need it: a check that asks for nothing else. */
import type { ChecklistItem } from '../../typings/inspection';

export const checklistItem = (id: string, patch: Partial<ChecklistItem> = {}): ChecklistItem => ({
  id,
  text: `检查 ${id}`,
  standard: '完好',
  answer: { kind: 'check' },
  critical: false,
  templateId: null,
  photo: 'notOk',
  ...patch,
});
