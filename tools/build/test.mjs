import { exitWith, runProgram, setUp } from './setUp.mjs';

exitWith(setUp().then(() => runProgram('test.ts', process.argv.slice(2))));
