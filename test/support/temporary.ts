/** Why: a test that is ended, or a server that it kills, cannot tidy up: all of them get a temporary folder that is taken away when the run is over. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): () => void {
  const place = mkdtempSync(join(tmpdir(), 'clausewright-tests-'));
  // A test runs the command line as another user.
  chmodSync(place, 0o755);
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = place;
  return () => rmSync(place, { recursive: true, force: true, maxRetries: 3 });
}
