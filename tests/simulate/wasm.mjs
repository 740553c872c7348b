// Runs the simulator's WebAssembly build: `node wasm.mjs <module> <its arguments>`.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [module, ...words] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: ['simulate', ...words], returnOnExit: true });
const compiled = await WebAssembly.compile(await readFile(module));
const instance = await WebAssembly.instantiate(compiled, wasi.getImportObject());
process.exitCode = wasi.start(instance);
