/** `npm run rebuild-days`: makes the numbers of all days of an environment anew, by default of the one `npm start` runs. */
import { chooseCloud } from './lib/choose-cloud';

async function main(): Promise<void> {
  chooseCloud();
  const { rebuild } = await import('../cloudfunctions/features/insight/rebuild');
  const { SOURCES } = await import('../cloudfunctions/features/insight/sources');
  const { documents, orphans, days } = await rebuild(SOURCES, Date.now());
  console.log(`重新数了 ${documents} 份记录，去掉 ${orphans} 条无主的数，重算 ${days} 天`);
}

void main();
