import { strictEqual } from 'node:assert';
import * as vscode from 'vscode';
describe('x', () => { it('y', () => { strictEqual(vscode.version, '1.139.1'); }); });
