/** 隐患排查治理台账: its columns, in the order in which inspectors read them. */

/** What a sheet shows: a heading per column, and how many characters wide it is. */
export interface Column {
  id: string;
  title: string;
  width: number;
}

/** The columns in order. Source: the form that the work-safety authorities ask of a hazard ledger. */
export const ORDER_COLUMNS = [
  { id: 'number', title: '隐患编号', width: 19 },
  { id: 'foundAt', title: '排查时间', width: 17 },
  { id: 'foundBy', title: '排查类型', width: 10 },
  { id: 'finder', title: '排查人员(签字)', width: 14 },
  { id: 'place', title: '部位/场所/设备', width: 22 },
  { id: 'pointNo', title: '风险点编号', width: 11 },
  { id: 'what', title: '隐患描述', width: 36 },
  { id: 'photosBefore', title: '整改前照片', width: 12 },
  { id: 'basis', title: '违反依据', width: 26 },
  { id: 'category', title: '隐患类别(现场/基础管理)', width: 14 },
  { id: 'cause', title: 'GB/T 13861 码', width: 13 },
  { id: 'accident', title: '可能事故类型', width: 14 },
  { id: 'level', title: '隐患等级', width: 11 },
  { id: 'reason', title: '形成原因', width: 20 },
  { id: 'measure', title: '整改措施', width: 32 },
  { id: 'interim', title: '临时防范措施', width: 24 },
  { id: 'money', title: '整改资金', width: 12 },
  { id: 'department', title: '责任部门', width: 14 },
  { id: 'responsible', title: '责任人', width: 10 },
  { id: 'dueAt', title: '整改期限', width: 17 },
  { id: 'emergency', title: '应急措施/预案', width: 24 },
  { id: 'fixedAt', title: '实际完成时间', width: 17 },
  { id: 'standing', title: '完成情况', width: 11 },
  { id: 'photosAfter', title: '整改后照片', width: 12 },
  { id: 'checker', title: '验收/复查人', width: 12 },
  { id: 'checkedAt', title: '复查时间', width: 17 },
  { id: 'verdict', title: '复查意见', width: 22 },
  { id: 'overseeing', title: '督办单位', width: 14 },
  { id: 'overseer', title: '督办人', width: 10 },
  { id: 'closedAt', title: '销号日期', width: 12 },
  { id: 'regulatorAt', title: '上报监管时间', width: 17 },
  { id: 'told', title: '通报方式及日期', width: 24 },
] as const satisfies readonly Column[];

export type OrderColumn = (typeof ORDER_COLUMNS)[number]['id'];

/** A line of the ledger: text in every column, empty where there is nothing to tell. */
export type OrderLine = Record<OrderColumn, string>;
