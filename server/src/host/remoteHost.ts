/** Why: the host of a server that has no file system of its own: every file and every page is the client's. */
import type { Connection } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { type FileBytes, type ListFilesParams, listFilesRequest, type ReadFileParams, readFileRequest } from '../protocol';
import type { ServerHost } from '../session';
import { RemoteFiles } from './remoteFiles';

/** Documents of these schemes stand in no folder: nothing is beside them. */
const nowhere = new Set(['untitled', 'vscode-scm', 'git']);

export function remoteHost(connection: Connection): ServerHost {
  const files = new RemoteFiles({
    read: (uri) => connection.sendRequest<FileBytes>(readFileRequest, { uri } satisfies ReadFileParams),
    list: (folder) => connection.sendRequest<string[]>(listFilesRequest, { folder } satisfies ListFilesParams),
  });
  let answers = false;
  let pages: string | undefined;
  return {
    late: files,
    started: (options) => {
      answers = options.files === true;
      pages = options.pages?.replace(/\/?$/, '/');
    },
    read: (uri) => (answers && !nowhere.has(URI.parse(uri).scheme) ? files.read(uri) : { error: 'missing' }),
    list: (folder) => (answers ? [files.list(folder)] : []),
    page: (finding, language) => (pages === undefined ? undefined : `${pages}${language === 'zh' ? 'zh/' : ''}${finding}.md`),
  };
}
