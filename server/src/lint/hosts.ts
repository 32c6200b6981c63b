/** Why: a thread judges files of the disk or of a commit as the one that started it does; what it makes its host of is plain data. */
import { Repository } from '../git/repository';
import { Revision } from '../git/revision';
import { RevisionHost } from '../git/revisionHost';
import { NodeHost } from '../host/nodeHost';

/** The disk as it is now, or a commit beside it. */
export type FilesHost = NodeHost | RevisionHost;

/** The same host as the one that this was made of. @throws GitTrouble where it is of a commit that git no longer finds */
export function hostOf(made: FilesHost['made']): FilesHost {
  const host = 'commit' in made ? pastOf(made) : new NodeHost(made.folders, made.texts);
  for (const uri of made.allowed) host.allow(uri);
  return host;
}

function pastOf({ commit, cwd, now }: RevisionHost['made']): RevisionHost {
  const disk = new NodeHost(now.folders, now.texts);
  for (const uri of now.allowed) disk.allow(uri);
  return new RevisionHost(new Revision(Repository.around(cwd), commit, cwd), disk);
}
