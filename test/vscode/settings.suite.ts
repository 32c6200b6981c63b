/** Inside VS Code: what the settings and the commands do. */
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { finding, findings, hints, until, write } from './support';

const policy =
  'fact cost "Cost": money from 0元\n\nclause grant "Grant" {\n  award 50% of cosst\n}\n\nexample "one" {\n  cost = 10万元\n  expect total = 5万元\n}\n';
const chinese = /\p{Script=Han}{4,}/u;

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('clausewright').update(name, value, vscode.ConfigurationTarget.Global);
}

describe('the settings', () => {
  afterEach(async () => {
    const kinds = ['exampleTotals', 'expectations', 'clauseAmounts', 'steps'].map((kind) => `inlayHints.${kind}`);
    for (const name of ['messageLanguage', ...kinds]) await set(name, undefined);
  });

  it('choose the language of messages', async () => {
    const { document } = await write('language.clause', policy);
    assert.doesNotMatch((await finding(document, 'unknown-name')).message, chinese);
    await set('messageLanguage', 'zh');
    await until(
      'a Chinese message',
      () => findings(document).map(({ message }) => message),
      (found) => found.some((message) => chinese.test(message)),
    );
  });

  it('turn each kind of hint off', async () => {
    const { document } = await write('hints-off.clause', policy.replace('cosst', 'cost'));
    await until(
      'four hints',
      () => hints(document),
      (found) => found.length === 4,
    );
    await set('inlayHints.steps', false);
    await until(
      'no amount beside the award',
      () => hints(document),
      (found) => found.length === 3 && !found.some((one) => one.startsWith('award')),
    );
    await set('inlayHints.exampleTotals', false);
    await until(
      'no total',
      () => hints(document),
      (found) => found.length === 2 && !found.some((one) => one.startsWith('example')),
    );
    await set('inlayHints.expectations', false);
    await until(
      'no expectation',
      () => hints(document),
      (found) => found.length === 1 && found[0]?.startsWith('clause') === true,
    );
    await set('inlayHints.clauseAmounts', false);
    await until(
      'nothing',
      () => hints(document),
      (found) => found.length === 0,
    );
  });
});

describe('the restart command', () => {
  it('brings the findings back', async () => {
    const { document } = await write('restart.clause', policy);
    await finding(document, 'unknown-name');
    await vscode.commands.executeCommand('clausewright.restart');
    await finding(document, 'unknown-name');
  });
});

describe('the manifest', () => {
  it('has every text in English and in Chinese', async () => {
    const extension = vscode.extensions.getExtension('clausewright.clausewright-vscode');
    assert.ok(extension);
    const read = async (name: string) =>
      JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, name))));
    const [manifest, english, translated] = await Promise.all(['package.json', 'package.nls.json', 'package.nls.zh-cn.json'].map(read));
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key).sort();
    assert.deepEqual(Object.keys(english).sort(), used);
    assert.deepEqual(Object.keys(translated).sort(), used);
  });
});
