// A worker as a process of its own, to be killed: recovers what dead ones held, then sends what is ready, and ends.
// Runs what `npm test` has built, so that it needs no TypeScript. Arguments: database, mail server, instant.
import { newBoot, openHouse, openPostOffice } from '../../dist/src/app.js';
import { readConfig } from '../../dist/src/config.js';
import { enterBoot, recoverMessages } from '../../dist/src/flow/sending/recover-messages.js';

const [databaseUrl, smtpUrl, now] = process.argv.slice(2);
const config = readConfig({ DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl, SMTP_CONNECTIONS: '10' });
const house = await openHouse(config, () => Number(now));
const boot = newBoot(Number(now));
await enterBoot(house.context, boot);
await recoverMessages(house.context, boot, (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
});
const office = await openPostOffice(house, boot.id);
const { stopped } = await office.sender.sendReady(null);
await office.close();
await house.close();
if (stopped !== null) throw new Error(stopped);
