/**
 * The workspace: the files that are known, and what follows from them. One instance serves an editor or a run of the command line.
 * Everything is computed on demand and kept by content: an edit redoes only what reads what it changed.
 */
export {};
