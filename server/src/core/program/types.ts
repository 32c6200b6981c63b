/** Types of values, and dimensions: a product of powers of base units, in one canonical spelling so that equality is string equality. */

/**
 * Canonical dimension: base units with exponents, sorted, e.g. `''` (none), `'CNY'`, `'CNY·day^-1·m2^-1'`.
 * Base units: a currency's ISO code; `day`, `month`, `m2`, `kWh`, `kW`, `kg`, `m`; each count unit is its own base (`人`, `家`, …).
 */
export type Dimension = string;

export interface NumberType {
  readonly kind: 'number';
  readonly dimension: Dimension;
  /** Only whole numbers of `unit` (an `integer` fact). */
  readonly integer?: boolean;
  /** A plain number shown as a percentage. */
  readonly percent?: boolean;
  /** The unit the author declared or wrote, for display; a UnitName such as `万元` or a product such as `元/平方米/天`. */
  readonly unit?: string;
}
export interface MemberType {
  readonly kind: 'member';
  /** In declaration order; types with the same members (as sets) are one type. */
  readonly members: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}
export interface SetType {
  readonly kind: 'set';
  readonly members: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}
export type ScalarType =
  | NumberType
  | MemberType
  | SetType
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'text' }
  /** What could not be typed: reported once where it arose, fits everything. */
  | { readonly kind: 'broken' };

export interface ListType {
  readonly kind: 'list';
  /** Most items; undefined where the author gives none. */
  readonly max?: number;
  readonly fields: readonly FieldDeclaration[];
}
export interface FieldDeclaration {
  readonly name: string;
  readonly label?: string;
  readonly type: ScalarType;
  readonly interval?: Bounds;
  readonly default?: import('./program').Constant;
}
/** A constant interval of a number (in base units) or of a date (days since 1970-01-01, as Exact). */
export interface Bounds {
  readonly lower?: { readonly value: import('../exact').Exact; readonly inclusive: boolean };
  readonly upper?: { readonly value: import('../exact').Exact; readonly inclusive: boolean };
}
