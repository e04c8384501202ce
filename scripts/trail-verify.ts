/** `npm run trail:verify`: checks every trail and every daily head of an environment, by default the one `npm start` runs. */
import { chooseCloud } from './lib/choose-cloud';

async function main(): Promise<void> {
  chooseCloud();
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
