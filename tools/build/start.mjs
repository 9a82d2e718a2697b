import { exitWith, runProgram, setUp } from './setUp.mjs';

exitWith(setUp().then(() => runProgram('start.ts', process.argv.slice(2))));
