/** Inside VS Code: the extension that has only the solver's files is seen by the other, though nothing of it ever runs. */
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { solverFolder } from '../../client/src/node/solver';

describe('the extension with the solver', () => {
  it('is found, with its files', () => {
    const folder = solverFolder();
    assert.ok(folder, 'clausewright-solver is not there: is the optional package z3-solver installed in the checkout?');
    for (const file of ['z3-built.js', 'z3-built.wasm']) assert.ok(existsSync(join(folder, file)), file);
  });
});
