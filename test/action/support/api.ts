/** Why: GitHub's REST API as the action meets it, on this computer: it keeps comments, records what is asked, and can be made to refuse or to stumble. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll } from 'vitest';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Comment {
  id: number;
  body: string;
  user: { login: string; type: 'Bot' | 'User' } | null;
}

/** An answer instead of the usual one; undefined: the usual one. */
type Instead = (asked: Asked) => { status: number; message: string; headers?: Record<string, string> } | 'silence' | undefined;

export class FakeApi {
  readonly asked: Asked[] = [];
  comments: Comment[] = [];
  instead: Instead = () => undefined;
  /** Who the token belongs to; undefined: a workflow's own token, which may not ask. */
  owner: string | undefined;
  url = '';
  private next = 1;

  constructor() {
    const server = createServer((request, response) => void this.answer(request, response));
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
  }

  reset(): void {
    this.asked.length = 0;
    this.comments = [];
    this.instead = () => undefined;
    this.owner = undefined;
    this.next = 1;
  }

  add(body: string, user: Comment['user'] = { login: 'somebody', type: 'User' }): Comment {
    const comment = { id: this.next++, body, user };
    this.comments.push(comment);
    return comment;
  }

  /** `POST /repos/…` of all that was asked, in order. */
  get log(): string[] {
    return this.asked.map(({ method, path }) => `${method} ${path}`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const asked: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
    this.asked.push(asked);
    const instead = this.instead(asked);
    if (instead === 'silence') return void request.socket.destroy();
    const send = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (instead) return send(instead.status, { message: instead.message }, instead.headers);
    const url = new URL(asked.path, this.url);
    const route = `${asked.method} ${url.pathname}`;
    const writer = { login: this.owner ?? 'github-actions[bot]', type: this.owner === undefined ? ('Bot' as const) : ('User' as const) };
    if (route === 'GET /repos/owner/policies/issues/7/comments') {
      const size = Number(url.searchParams.get('per_page') ?? 30);
      const page = Number(url.searchParams.get('page') ?? 1);
      const more = this.comments.length > page * size;
      const link = more ? { link: `<${this.url}${url.pathname}?per_page=${size}&page=${page + 1}>; rel="next"` } : undefined;
      return send(200, this.comments.slice((page - 1) * size, page * size), link);
    }
    if (route === 'POST /repos/owner/policies/issues/7/comments') {
      if (String(asked.body.body).length > 65_536) return send(422, { message: 'body is too long (maximum is 65536 characters)' });
      return send(201, this.add(String(asked.body.body), writer));
    }
    const id = /^PATCH \/repos\/owner\/policies\/issues\/comments\/(\d+)$/.exec(route)?.[1];
    const comment = this.comments.find((each) => String(each.id) === id);
    if (comment) {
      comment.body = String(asked.body.body);
      return send(200, comment);
    }
    if (route === 'GET /user' && this.owner !== undefined) return send(200, { login: this.owner });
    if (route === 'GET /user') return send(403, { message: 'Resource not accessible by integration' });
    if (route === 'POST /repos/owner/policies/code-scanning/sarifs') return send(202, { id: '1' });
    return send(404, { message: 'Not Found' });
  }

  /** The SARIF files that were sent, unpacked. */
  get sarif(): { readonly ref: string; readonly commit: string; readonly log: { runs: { results: { ruleId: string }[] }[] } }[] {
    return this.asked
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/code-scanning/sarifs'))
      .map(({ body }) => ({
        ref: String(body.ref),
        commit: String(body.commit_sha),
        log: JSON.parse(gunzipSync(Buffer.from(String(body.sarif), 'base64')).toString('utf8')),
      }));
  }
}
