/**
 * Z3's C interface in WebAssembly, through synchronous calls only: the asynchronous ones that the package offers share one stack between
 * questions that overlap.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { LOADER } from './find';
import type { Question, Result, Value } from './messages';

type Pointer = number;
type Type = 'number' | 'string';

/** Of Emscripten's module, what is called here. */
interface Module {
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): Pointer;
  _free(at: Pointer): void;
  ccall(name: string, returns: Type | 'void', types: readonly Type[], args: readonly (number | string)[]): unknown;
}

const SAT = 1;
const UNSAT = -1;
/**
 * The incremental core settles most questions with products within a fraction of a second. What it does not is often easy for the solver that
 * divides the space into cells, or for the first on another course (`seed`): short tries on different courses get further than one long one, which
 * may lose itself where Z3 does not count its work. `share`: of what the question may use up.
 */
const TURNS: readonly Turn[] = [
  { seed: 0, share: 0.1 },
  { logic: 'QF_NRA', seed: 0, share: 0.16 },
  { seed: 1, share: 0.13 },
  { seed: 2, share: 0.13 },
  { seed: 3, share: 0.13 },
  { seed: 4, share: 0.35 },
];
interface Turn {
  readonly logic?: string;
  readonly seed: number;
  readonly share: number;
}
/** How close the numbers below and above a root are: 10 to the power of minus this. */
const PRECISION = 8;

/** The library, loaded. */
export class Z3 {
  private constructor(private readonly module: Module) {}

  /** @param folder that holds the package's built files. @throws what Emscripten throws where they cannot be loaded */
  static async load(folder: string): Promise<Z3> {
    const start = createRequire(import.meta.url)(join(folder, LOADER)) as (options: object) => Promise<Module>;
    // The name of the program goes into the environment that Emscripten makes up, where a path with Chinese in it would end everything.
    return new Z3(await start({ thisProgram: 'z3' }));
  }

  /**
   * In a context of its own, which takes a millisecond or two: in one that has seen other questions the same may take a hundred times as long,
   * and memory grows.
   * @throws where the solver breaks down; it is of no use any longer then
   */
  ask(question: Question): Result {
    const context = new Context(this.module);
    const result = context.ask(question);
    context.dispose();
    return result;
  }
}

class Context {
  private readonly context: Pointer;

  constructor(private readonly module: Module) {
    const configuration = this.number('mk_config');
    this.context = this.number('mk_context', configuration);
    this.number('del_config', configuration);
    // Else an error would end the process.
    module.ccall('set_noop_error_handler', 'void', ['number'], [this.context]);
  }

  dispose(): void {
    this.call('del_context');
  }

  private number(name: string, ...args: (number | string)[]): number {
    const types = args.map((a): Type => (typeof a === 'number' ? 'number' : 'string'));
    return this.module.ccall(`Z3_${name}`, 'number', types, args) as number;
  }
  private call(name: string, ...args: (number | string)[]): number {
    return this.number(name, this.context, ...args);
  }
  private string(name: string, ...args: number[]): string {
    const all = [this.context, ...args];
    const types = all.map((): Type => 'number');
    return this.module.ccall(`Z3_${name}`, 'string', types, all) as string;
  }

  ask({ text, names, limit, nonlinear }: Question): Result {
    const wanted = new Set(names);
    if (!nonlinear) return this.turn(text, wanted, { seed: 0, share: 1 }, limit);
    let best: Result = { kind: 'unknown', why: 'not asked' };
    for (const turn of TURNS) {
      const result = this.turn(text, wanted, turn, limit);
      if (settled(result)) return result;
      // A model with roots says more than that nothing is known.
      if (result.kind === 'sat' || best.kind !== 'sat') best = result;
    }
    return best;
  }

  private turn(text: string, wanted: ReadonlySet<string>, { logic, seed, share }: Turn, limit: number): Result {
    const solver = logic ? this.call('mk_solver_for_logic', this.call('mk_string_symbol', logic)) : this.call('mk_solver');
    this.call('solver_inc_ref', solver);
    try {
      this.configure(solver, { rlimit: Math.ceil(limit * share), random_seed: seed });
      // The general solver has an incremental core, which it takes once something was pushed.
      if (!logic) this.call('solver_push', solver);
      this.read(solver, text);
      const error = this.call('get_error_code');
      if (error !== 0) return { kind: 'failed', why: this.string('get_error_msg', error) };
      return this.check(solver, wanted);
    } finally {
      this.call('solver_dec_ref', solver);
    }
  }

  /** Long texts have no room on the stack, where the module's own calls put strings. */
  private read(solver: Pointer, text: string): void {
    const { module } = this;
    const bytes = new TextEncoder().encode(`${text}\0`);
    const at = module._malloc(bytes.length);
    try {
      module.HEAPU8.set(bytes, at);
      this.call('solver_from_string', solver, at);
    } finally {
      module._free(at);
    }
  }

  private configure(solver: Pointer, values: Readonly<Record<string, number>>): void {
    const parameters = this.call('mk_params');
    this.call('params_inc_ref', parameters);
    for (const [name, value] of Object.entries(values))
      this.call('params_set_uint', parameters, this.call('mk_string_symbol', name), value);
    this.call('solver_set_params', solver, parameters);
    this.call('params_dec_ref', parameters);
  }

  private check(solver: Pointer, wanted: ReadonlySet<string>): Result {
    const found = this.call('solver_check', solver) | 0;
    if (found === UNSAT) return { kind: 'unsat' };
    if (found !== SAT) return { kind: 'unknown', why: this.string('solver_get_reason_unknown', solver) };
    const model = this.call('solver_get_model', solver);
    this.call('model_inc_ref', model);
    const values: [string, Value][] = [];
    const count = this.call('model_get_num_consts', model);
    for (let i = 0; i < count; i++) {
      const declaration = this.call('model_get_const_decl', model, i);
      const name = this.string('get_symbol_string', this.call('get_decl_name', declaration));
      // Definitions are part of a model too, and printing them takes far longer than solving.
      if (!wanted.has(name)) continue;
      const value = this.call('model_get_const_interp', model, declaration);
      if (value !== 0) values.push([name, this.value(value)]);
    }
    this.call('model_dec_ref', model);
    return { kind: 'sat', values };
  }

  private value(ast: Pointer): Value {
    if (!this.call('is_algebraic_number', ast)) return [this.string('ast_to_string', ast)];
    const near = (end: 'lower' | 'upper'): string => this.string('ast_to_string', this.call(`get_algebraic_number_${end}`, ast, PRECISION));
    return [near('lower'), near('upper')];
  }
}

/** Whether no other turn has more to say. A model with roots of polynomials may not be one of rational numbers. */
function settled(result: Result): boolean {
  return result.kind !== 'unknown' && !(result.kind === 'sat' && result.values.some(([, value]) => value.length === 2));
}
