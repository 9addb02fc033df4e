import { runKefu } from './kefu/kefu-commands.js';
import { runOther } from './kefu/other-command.js';
import { Surroundings } from './kefu/surroundings.js';

/** Commands that stand by themselves too. */
const others = [
  { words: ['audit', 'verify'], file: 'audit-verify' },
  { words: ['doctor'], file: 'doctor' },
];

/** `npm run kefu -- <command>`: what operators do at the machine itself. */
const words = process.argv.slice(2);
const other = others.find((one) => one.words.every((word, at) => words[at] === word));
process.exitCode =
  other === undefined
    ? await runKefu(
        words,
        new Surroundings({
          folder: process.cwd(),
          print: (text) => console.log(text),
          warn: (text) => console.error(text),
        }),
      )
    : await runOther(other.file, words.slice(other.words.length));
