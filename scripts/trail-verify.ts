/** `npm run trail:verify`: checks every trail and every daily head of an environment, by default the one `npm start` runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useLocalCloud } from './lib/sdk-environment';

/** Without credentials in the environment, the local cloud and the secret of its data folder are meant. */
function settle(): void {
  if (process.env['TENCENTCLOUD_SECRETID'] !== undefined) return;
  useLocalCloud(process.env['BASE'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '4000'}`);
  process.env['SAFELOOP_SECRET'] ??= readFileSync(
    join(process.env['DATA_DIR'] ?? '.data', 'secret'),
    'utf8',
  ).trim();
}

async function main(): Promise<void> {
  settle();
  const { ordersAfter, wholeTrail } = await import('../cloudfunctions/features/order/history');
  const { permitsAfter } = await import('../cloudfunctions/features/permits/history');
  const { audit } = await import('../cloudfunctions/features/trail/audit');
  const report = await audit({ ordersAfter, wholeTrail, permitsAfter });
  const { orders, permits, entries, heads, findings } = report;
  console.log(`工单 ${orders} 张，动火票 ${permits} 张，留痕 ${entries} 条，日志头 ${heads} 个`);
  for (const finding of findings) console.log(`✗ ${finding}`);
  console.log(findings.length === 0 ? '✓ 全部与写下时一致' : `共 ${findings.length} 处不一致`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

void main();
