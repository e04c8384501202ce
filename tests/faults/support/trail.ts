/** Runs the trail verification of a cloud the way an administrator does. */
import { spawnSync } from 'node:child_process';
import type { TestCloud } from '../../support/cloud';
import { root } from '../../support/process';

export interface Verdict {
  sound: boolean;
  /** One line a finding. */
  findings: string[];
  printed: string;
}

/** @throws Error when the program could not read the cloud */
export function verifyTrail({ base, dataDir }: Pick<TestCloud, 'base' | 'dataDir'>): Verdict {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/scripts/trail-verify.js'], {
    cwd: root,
    // Nothing else of this process: it may have been pointed at a cloud itself.
    env: { PATH: process.env['PATH'], BASE: base, DATA_DIR: dataDir },
    encoding: 'utf8',
  });
  if (!/^工单 \d+ 张/m.test(stdout))
    throw new Error(`trail-verify ended with ${status}:\n${stdout}${stderr}`);
  const findings = stdout.split('\n').flatMap((line) => (line.startsWith('✗ ') ? [line.slice(2)] : []));
  return { sound: status === 0, findings, printed: stdout };
}
