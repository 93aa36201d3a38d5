import type { Sources } from "../solidity/collectSources.ts";
import { analyse, type CompilerFault } from "../solidity/compileSources.ts";
import type { SolidityCompiler } from "../solidity/loadCompiler.ts";
import type { ParsedSource } from "../solidity/ParsedSource.ts";
import { instrument, type NumberedMutant } from "./instrument.ts";
import { toBytes } from "./Mutant.ts";

export interface SwitchedMutants {
  /** The instrumented sources, which the compiler accepts. */
  readonly sources: ReadonlyMap<string, string>;
  readonly switched: readonly NumberedMutant[];
  /** Mutants that need a compilation of their own. */
  readonly apart: readonly NumberedMutant[];
}

/**
 * Instruments the sources with as many of the mutants as the compiler accepts side by side. A mutant that it complains of
 * is taken out and listed: alone, without the original beside it, it may still compile.
 *
 * @throws Error with the compiler's words where no mutant can be blamed
 */
export function switchMutants(
  compiler: SolidityCompiler,
  sources: Sources,
  parsed: readonly ParsedSource[],
  mutants: readonly NumberedMutant[],
): SwitchedMutants {
  let candidates = mutants;
  for (;;) {
    const { sources: written, apart } = instrument(parsed, candidates);
    const dropped = new Set(apart.map(({ number }) => number));
    const switched = candidates.filter(({ number }) => !dropped.has(number));
    const { faults } = analyse(compiler, new Map([...sources, ...written]));
    if (faults.length === 0) {
      const accepted = new Set(switched.map(({ number }) => number));
      return { sources: written, switched, apart: mutants.filter(({ number }) => !accepted.has(number)) };
    }
    const blamed = new Set(faults.flatMap((fault) => blame(fault, written.get(fault.source) ?? "")));
    if (blamed.size === 0) throw new Error(faults.map((fault) => fault.formatted).join("\n"));
    candidates = switched.filter(({ number }) => !blamed.has(number));
  }
}

interface Marked {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** The mutants that may have caused a fault, found by the tags around them. */
function blame(fault: CompilerFault, text: string): readonly number[] {
  const bytes = toBytes(text);
  const holds = ({ start, end }: Marked): boolean => start <= fault.start && fault.end <= end;
  const within = ({ start, end }: Marked): boolean => fault.start <= start && end <= fault.end;

  const changed = marks(bytes, /\/\*M(\d+)<\*\//g, (number) => `/*>M${number}*/`).filter(holds);
  if (changed.length > 0) return [narrowest(changed)];
  const all = marks(bytes, /\/\*M(\d+)\{\*\//g, (number) => `/*}M${number}*/`);
  const inside = all.filter(within);
  if (inside.length > 0) return inside.map(({ number }) => number);
  const around = all.filter(holds);
  if (around.length > 0) return [narrowest(around)];
  // The fault is one of the function as a whole, such as a result that is no longer assigned: its removals are at fault.
  const callable = marks(bytes, /\/\*F(\d+)\{\*\//g, (number) => `/*}F${number}*/`).filter(holds);
  return callable
    .flatMap(({ start, end }) => all.filter((mark) => start <= mark.start && mark.end <= end))
    .map(({ number }) => number);
}

/** The mutants of the function that a line of an instrumented source belongs to. */
export function mutantsAtLine(text: string, line: number): readonly number[] {
  const bytes = toBytes(text);
  const start = bytes.split("\n", line - 1).join("\n").length + 1;
  const functions = marks(bytes, /\/\*F(\d+)\{\*\//g, (number) => `/*}F${number}*/`);
  const around = functions.findLast((mark) => mark.start <= start && start <= mark.end);
  if (around === undefined) return [];
  return marks(bytes, /\/\*M(\d+)\{\*\//g, (number) => `/*}M${number}*/`)
    .filter((mark) => around.start <= mark.start && mark.end <= around.end)
    .map(({ number }) => number);
}

function marks(bytes: string, opening: RegExp, closing: (number: number) => string): readonly Marked[] {
  return [...bytes.matchAll(opening)].map((match) => {
    const number = Number(match[1]);
    const end = bytes.indexOf(closing(number), match.index);
    return { number, start: match.index, end };
  });
}

function narrowest(marked: readonly Marked[]): number {
  const [first] = [...marked].sort((a, b) => a.end - a.start - (b.end - b.start));
  return first?.number ?? 0;
}
