/** Names to choose from for suggestions, and who has a member or field of a name. Built only when something is amiss. */
import type { Declarations } from './declare';
import type { Entry } from './entry';
import type { Kind } from './problems';
import { nearest, nearestUnits } from './suggest';
import { typeKey } from './symbols';
import type { ListType, ScalarType } from './types';
import { builtInUnitNames } from './units';

/** Suggestions kept while the names to choose from are the same. */
export class Suggestions {
  private readonly versions = new Map<string, { text: string; version: number }>();
  private readonly found = new Map<string, readonly string[]>();
  private foundFor = '';

  /** A short text that is another exactly where the long one is another than when it was last asked. */
  version(subject: string, text: string): string {
    const known = this.versions.get(subject);
    if (known?.text === text) return `${known.version}`;
    const version = (known?.version ?? 0) + 1;
    this.versions.set(subject, { text, version });
    return `${version}`;
  }

  find(version: string, key: string, compute: () => readonly string[]): readonly string[] {
    if (this.foundFor !== version) {
      this.found.clear();
      this.foundFor = version;
    }
    let result = this.found.get(key);
    if (!result) {
      result = compute();
      this.found.set(key, result);
    }
    return result;
  }
}

/** Beyond so many names nothing is suggested: a broken file of many megabytes must not take minutes. */
const MANY = 5000;

interface Members {
  readonly owners: Map<string, string[]>;
  readonly fields: Map<string, string>;
  readonly version: string;
}

export class NameIndex {
  private names: { all: Map<string, Kind>; version: string } | undefined;
  private members: Members | undefined;
  private readonly byKinds = new Map<string, readonly string[]>();

  constructor(
    private readonly declarations: Declarations,
    private readonly typeOf: (fact: Entry) => ScalarType | ListType,
    private readonly suggestions: Suggestions,
  ) {}

  /** At most three declared names near to this one, best first. */
  similar(name: string, kinds?: readonly Kind[]): readonly string[] {
    return this.suggestions.find(this.namesVersion, `${kinds?.join(',') ?? ''} ${name}`, () => {
      if (kinds?.includes('example')) return nearest(name, this.declarations.examples.keys());
      const candidates = this.ofKinds(kinds);
      return candidates.length > MANY ? [] : nearest(name, candidates);
    });
  }

  private ofKinds(kinds: readonly Kind[] | undefined): readonly string[] {
    const key = kinds?.join(',') ?? '';
    let names = this.byKinds.get(key);
    if (!names) {
      names = [...this.allNames().all].flatMap(([name, kind]) => (!kinds || kinds.includes(kind) ? [name] : []));
      this.byKinds.set(key, names);
    }
    return names;
  }

  similarUnits(name: string): readonly string[] {
    const { units } = this.declarations;
    return this.suggestions.find(this.namesVersion, `unit ${name}`, () => nearestUnits(name, [...units.keys(), ...builtInUnitNames]));
  }

  get namesVersion(): string {
    return this.allNames().version;
  }
  get membersVersion(): string {
    return this.allMembers().version;
  }
  memberOwners(name: string): readonly string[] {
    return this.allMembers().owners.get(name) ?? [];
  }
  fieldOwner(name: string): string | undefined {
    return this.allMembers().fields.get(name);
  }

  private allNames(): { all: Map<string, Kind>; version: string } {
    if (!this.names) {
      const all = new Map<string, Kind>();
      const { globals, units, examples } = this.declarations;
      for (const [name, { item }] of globals) {
        const { node } = item;
        if (node.kind === 'fact') all.set(name, node.type.kind === 'list' ? 'list' : 'fact');
        else if (node.kind === 'let' || node.kind === 'clause' || node.kind === 'exclusive' || node.kind === 'limit')
          all.set(name, node.kind);
      }
      const text = JSON.stringify([[...all], [...units.keys()], [...examples.keys()]]);
      this.names = { all, version: this.suggestions.version('names', text) };
    }
    return this.names;
  }

  private allMembers(): Members {
    if (!this.members) {
      const owners = new Map<string, string[]>();
      const fields = new Map<string, string>();
      const keys: string[] = [];
      const add = (owner: string, type: ScalarType): void => {
        if (type.kind !== 'member' && type.kind !== 'set') return;
        for (const member of type.members) {
          const known = owners.get(member);
          if (known) known.push(owner);
          else owners.set(member, [owner]);
        }
      };
      for (const [name, entry] of this.declarations.globals) {
        if (entry.item.node.kind !== 'fact') continue;
        const type = this.typeOf(entry);
        keys.push(name, typeKey(type));
        if (type.kind !== 'list') add(name, type);
        else {
          for (const field of type.fields) {
            add(`${name}.${field.name}`, field.type);
            if (!fields.has(field.name)) fields.set(field.name, name);
          }
        }
      }
      this.members = { owners, fields, version: this.suggestions.version('members', keys.join('\n')) };
    }
    return this.members;
  }
}
