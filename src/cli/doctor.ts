import { parseArgs } from 'node:util';
import { AppError } from '../common/app-error.js';
import { type DoctorLanguage, doctorLanguages } from '../common/doctor-entry.dto.js';
import { loadConfig } from '../config/load-config.js';
import { examineSetUp, reportAsJson, reportAsText } from './doctor-report.js';
import { exitCodes, reasonOf } from './kefu/outcome.js';

const USAGE = `npm run doctor [-- --member USERID --offline --lang en|zh --json]
Checks the whole set-up, from the configuration to WeCom, and names each fault with its remedy. The program need not
run, though then nobody works on the queue, and the doctor says so.
--member   the userid of a member: whether the apps are visible to them is checked too
--offline  asks nobody beyond the database and the queue
--lang     the language of what is told
--json     the report as one line
Ends with 0 where a message that comes in will be answered (there may be warnings), 1 where something failed, and 2
where the command was called wrongly.`;

/** `npm run doctor`: works where the program does not start, too. */
try {
  const { values } = parseArgs({
    options: {
      member: { type: 'string' },
      offline: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'en' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    const language = languageOf(values.lang);
    const { member: memberId, offline } = values;
    const report = await examineSetUp(loadConfig, { offline, ...(memberId !== undefined && { memberId }) });
    console.log(values.json ? reportAsJson(report, language) : reportAsText(report, language));
    process.exitCode = report.status === 'failed' ? exitCodes.notInOrder : exitCodes.done;
  }
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = exitCodes.failed;
}

function languageOf(value: string): DoctorLanguage {
  const language = doctorLanguages.find((one) => one === value);
  if (language === undefined) {
    throw new AppError('request.invalid', `--lang is ${doctorLanguages.join(' or ')}`);
  }
  return language;
}
