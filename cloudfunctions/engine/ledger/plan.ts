/** What each kind of paper is called, and of which sections it is made, in order. */
import type { ExportKind } from '../../../typings/ledger';

/** `count`: orders are added up and not written. */
export type SectionId =
  | 'orders'
  | 'count'
  | 'statistics'
  | 'training'
  | 'hotWork'
  | 'certificates'
  | 'points'
  | 'heads'
  | 'cover'
  | 'report'
  | 'zip';

export const KIND_TITLES: Record<ExportKind, string> = {
  orders: '隐患排查治理台账',
  statistics: '隐患排查治理统计表',
  training: '安全培训台账',
  hotWork: '动火作业台账',
  certificates: '特种作业证台账',
  points: '积分基金账',
  pack: '迎检包',
  report: '月度安全健康报告',
};

export const SECTIONS: Record<ExportKind, readonly SectionId[]> = {
  orders: ['orders'],
  statistics: ['count', 'statistics'],
  training: ['training'],
  hotWork: ['hotWork'],
  certificates: ['certificates'],
  points: ['points'],
  report: ['report'],
  // The cover names every file before it, with its checksum.
  pack: ['orders', 'statistics', 'training', 'hotWork', 'certificates', 'points', 'heads', 'cover', 'zip'],
};
