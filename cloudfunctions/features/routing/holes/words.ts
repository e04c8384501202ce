/** What duties are called in holes. */
import type { Duty } from '../watch';

export const DUTY_NAMES: Record<Duty, string> = {
  siteKeeper: '现场管控人',
  dutyLeader: '值班领导',
  safety: '安全员',
  inspector: '巡检员',
};
