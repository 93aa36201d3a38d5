import { PLAIN_SETTINGS } from "../../toolchain/compiler.ts";
import { createForgeProject, type Depth, type ForgeProject, MINIMAL_SETTINGS } from "../solidity/ForgeProject.ts";
import type { JsonObject } from "../solidity/json.ts";
import type { Suite } from "../solidity/loadSuite.ts";
import { type ForgeOutcome, runForge } from "../solidity/runForge.ts";
import type { NumberedMutant } from "./instrument.ts";
import { mutantsAtLine, type SwitchedMutants, switchMutants } from "./switchMutants.ts";

export interface InstrumentedBuild extends SwitchedMutants {
  readonly project: ForgeProject;
  /** How a mutant that stands apart is to be compiled. */
  readonly settings: JsonObject;
}

export interface BuildParameters {
  readonly suite: Suite;
  /** Name of the work folder. */
  readonly name: string;
  readonly mutants: readonly NumberedMutant[];
  readonly depth: Depth;
}

const BUILD_TIMEOUT_MS = 2_400_000;
const TOO_DEEP = /Stack too deep[\s\S]*?-->\s+(contracts\/\S+?):(\d+):\d+/;

/**
 * Builds instrumented contracts without optimization, which takes a tenth of the time. A switch needs places on the stack,
 * and in some functions there are none left: the mutants of such a function are taken out and listed. Where a function is out
 * of the stack's reach without any mutant, everything is built through the intermediate language, optimized as little as
 * possible.
 *
 * @throws Error with forge's words where something else is wrong
 */
export async function buildInstrumented(parameters: BuildParameters): Promise<InstrumentedBuild> {
  const { suite, name, mutants, depth } = parameters;
  let candidates = mutants;
  for (;;) {
    const { sources, switched } = switchMutants(suite.compiler, suite.sources, suite.parsed, candidates);
    const project = createForgeProject({ name, root: suite.root, sources, depth, settings: PLAIN_SETTINGS });
    const outcome = await build(project);
    if (outcome.code === 0) {
      const accepted = new Set(switched.map(({ number }) => number));
      const apart = mutants.filter(({ number }) => !accepted.has(number));
      return { project, sources, switched, apart, settings: PLAIN_SETTINGS };
    }
    const crowded = new Set(crowdedMutants(outcome, sources));
    if (crowded.size === 0) return buildMinimal(parameters, outcome);
    candidates = switched.filter(({ number }) => !crowded.has(number));
  }
}

async function buildMinimal(
  { suite, name, mutants, depth }: BuildParameters,
  plain: ForgeOutcome,
): Promise<InstrumentedBuild> {
  if (!/Stack too deep/.test(wordsOf(plain))) throw notBuilt(plain);
  const instrumented = switchMutants(suite.compiler, suite.sources, suite.parsed, mutants);
  const { sources } = instrumented;
  const project = createForgeProject({ name, root: suite.root, sources, depth, settings: MINIMAL_SETTINGS });
  const outcome = await build(project);
  if (outcome.code !== 0) throw notBuilt(outcome);
  return { ...instrumented, project, settings: MINIMAL_SETTINGS };
}

function build(project: ForgeProject): Promise<ForgeOutcome> {
  return runForge(project, { args: ["build"], timeoutMs: BUILD_TIMEOUT_MS });
}

/** The mutants of the function that the stack was too small for. */
function crowdedMutants(outcome: ForgeOutcome, sources: ReadonlyMap<string, string>): readonly number[] {
  const [, source = "", line = "0"] = TOO_DEEP.exec(wordsOf(outcome)) ?? [];
  return mutantsAtLine(sources.get(source) ?? "", Number(line));
}

function wordsOf({ stdout, stderr }: ForgeOutcome): string {
  return stdout + stderr;
}

function notBuilt(outcome: ForgeOutcome): Error {
  return new Error(`the instrumented contracts do not build:\n${wordsOf(outcome)}`);
}
