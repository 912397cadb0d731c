import { audienceBench } from './audience.ts';
import { engineBench } from './engine.ts';
import { importBench } from './import.ts';
import { machine, printReport, type Report, writeReports } from './report.ts';
import { sendingBench } from './sending.ts';
import { startBench } from './start.ts';

const BENCHES: Readonly<Record<string, () => Promise<Report[]>>> = {
  start: startBench,
  engine: engineBench,
  audience: audienceBench,
  import: importBench,
  sending: sendingBench,
};

// `npm run bench`, or some of them: `npm run bench -- sending engine`. What another program does meanwhile is in the
// figures, so run it on a quiet machine and quote medians and ratios.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown[0]}". Known are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
console.log(
  Object.entries(machine())
    .map(([what, value]) => `${what} ${value}`)
    .join(' · '),
);
const reports: Report[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const report of await bench()) {
    printReport(report);
    reports.push(report);
  }
}
console.log(`\nWritten to ${writeReports(reports, new Date().toISOString())}.`);
