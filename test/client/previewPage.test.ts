/** The panel's page lets in what is ours and nothing else, and what it is told stays text. */
import { describe, expect, it } from 'vitest';
import { contentPolicy, newNonce, pageOf } from '../../client/src/preview/html';

const source = 'https://*.vscode-cdn.net';
const page = {
  language: 'zh' as const,
  title: 'Preview <img src=x onerror="alert(1)">.clause',
  nonce: 'abc123',
  source,
  script: 'https://file.example/main.js?a&b"',
  styles: 'https://file.example/main.css',
};

/** Directive to its sources. */
function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((each) => {
      const [name = '', ...sources] = each.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

describe('the content security policy', () => {
  const all = directives(contentPolicy(page));

  it('allows nothing unless it is named, and scripts only by their nonce', () => {
    expect(all.get('default-src')).toEqual(["'none'"]);
    expect(all.get('script-src')).toEqual(["'nonce-abc123'"]);
    expect(all.get('style-src')).toEqual([source, "'nonce-abc123'"]);
    expect(all.get('img-src')).toEqual([source, 'data:']);
  });

  it('has nothing unsafe, no other host, and nothing to connect to', () => {
    expect(contentPolicy(page)).not.toMatch(/unsafe|\*(?!\.vscode-cdn)|http:|wasm|strict-dynamic/);
    for (const name of ['connect-src', 'frame-src', 'object-src', 'worker-src', 'media-src', 'font-src']) expect(all.has(name)).toBe(false);
  });
});

describe('the page', () => {
  const html = pageOf(page);

  it('has its policy before anything is loaded', () => {
    const written = contentPolicy(page).replaceAll("'", '&#39;');
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${written}">`);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<link'));
  });

  it('has one script, with the nonce, and nothing inline', () => {
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script nonce="abc123" src="https://file.example/main.js?a&amp;b&quot;">']);
    expect(html).toMatch(/<script[^>]*><\/script>/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+="/);
    for (const link of html.match(/<link\b[^>]*>/g) ?? []) expect(link).toContain('nonce="abc123"');
    expect(html.match(/<link\b/g)?.length).toBe(1);
  });

  it('says its language, and its title is text', () => {
    expect(html).toContain('<html lang="zh-CN">');
    expect(pageOf({ ...page, language: 'en' })).toContain('<html lang="en">');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
  });
});

describe('a nonce', () => {
  it('has 128 bits and is another each time', () => {
    const some = Array.from({ length: 50 }, newNonce);
    for (const nonce of some) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(some).size).toBe(50);
  });
});
