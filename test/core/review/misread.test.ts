/** A value of an example that is none of its fact's type is one finding; that the example "does not say" the fact would be untrue. */
import { describe, expect, it } from 'vitest';
import { lintText } from '../../support/lint';

const names = (text: string) => lintText(text).map((f) => f.name);
const ONE = 'fact d "D": integer\nclause a "A" { award d * 1元 }\n';
const LIST = 'fact l "L": list of { x: integer, y: integer }\nclause a "A" {\n each l\n award x * y * 1元\n}\n';

describe('a value that cannot be taken', () => {
  it('is one finding, in the example and in those that are like it', () => {
    expect(names(`${ONE}example "e" { d = 1.5, expect a = 1元 }`)).toEqual(['type-mismatch']);
    expect(names(`${ONE}example "e" { d = 5人, expect a error }`)).toEqual(['unit-mismatch']);
    expect(names(`${ONE}example "e" { d = 1.5, expect a = 1元 }\nexample "f" like "e" { expect a = 1元 }`)).toEqual(['type-mismatch']);
    expect(names(`${ONE}example "e" { d = 1.5 }\nexample "f" like "e" { d = 2, expect a = 2元 }`)).toEqual(['type-mismatch']);
    // What the second one gives itself is judged: 2元 is paid, not 3元.
    expect(names(`${ONE}example "e" { d = 1.5 }\nexample "f" like "e" { d = 2, expect a = 3元 }`)).toEqual([
      'type-mismatch',
      'expectation-failed',
    ]);
  });
  it('in a list too, while a field that is not given is still asked for', () => {
    expect(names(`${LIST}example "e" { l = [ { x = 1.5, y = 2 } ], expect a = 1元 }\nexample "f" like "e" { expect a = 1元 }`)).toEqual([
      'type-mismatch',
    ]);
    expect(names(`${LIST}example "e" { l = [ { y = 2 } ], expect a = 1元 }`).sort()).toEqual(['example-incomplete', 'expectation-failed']);
  });
  it('circles of examples do not hang', () => {
    expect(names(`${ONE}example "e" like "f" { expect a = 1元 }\nexample "f" like "e" { expect a = 1元 }`)).toContain(
      'circular-definition',
    );
  });
});
