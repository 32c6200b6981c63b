/** Why: reports say which program made them; what there is to say stands in its package. */
import manifest from '../../package.json';

export const version: string = manifest.version;

/** Where the program is at home; undefined as long as it has no public place. */
export const homepage: string | undefined = (manifest as { homepage?: string }).homepage;
