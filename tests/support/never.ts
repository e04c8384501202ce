/** The words that the product never says, for tests in Node and in pages. */

/** product.md, "Never on a screen". */
export const NEVER = [
  '违规人员',
  '抓拍',
  '处罚',
  '考核',
  '操作失败',
  '参数错误',
  '系统异常',
  '无权限',
  '配额',
] as const;
