/** Why: the panel's page, with a content security policy that lets only our own script and styles in. */

export interface Page {
  readonly language: 'en' | 'zh';
  readonly title: string;
  /** A new one for each page. */
  readonly nonce: string;
  /** What the editor serves its webviews' files from. */
  readonly source: string;
  /** Addresses of the bundle's files. */
  readonly script: string;
  readonly styles: string;
}

const replaced: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => replaced[character] ?? '');
}

/** 128 random bits. */
export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What may be loaded. Pictures made of the panel are drawn from `data:` addresses. */
export function contentPolicy({ nonce, source }: Pick<Page, 'nonce' | 'source'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `img-src ${source} data:`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export function pageOf(page: Page): string {
  const { language, title, nonce, script, styles } = page;
  const [lang, policy, name] = [language === 'zh' ? 'zh-CN' : 'en', contentPolicy(page), title].map(escaped);
  const [scriptAt, stylesAt] = [script, styles].map(escaped);
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <title>${name}</title>
  <link rel="stylesheet" href="${stylesAt}" nonce="${nonce}">
</head>
<body>
  <div id="root"></div>
  <script nonce="${nonce}" src="${scriptAt}"></script>
</body>
</html>
`;
}
