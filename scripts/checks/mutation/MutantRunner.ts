import { analyse } from "../solidity/compileSources.ts";
import { createForgeProject, type ForgeProject, openLane, QUICK } from "../solidity/ForgeProject.ts";
import type { Suite } from "../solidity/loadSuite.ts";
import { runForge, runTests } from "../solidity/runForge.ts";
import { buildInstrumented } from "./buildInstrumented.ts";
import type { NumberedMutant } from "./instrument.ts";
import { applyMutant, type Mutant } from "./Mutant.ts";
import { basisOf, type MutantResult, type MutantVerdict } from "./results.ts";
import { type TestFile, testsOf } from "./testFiles.ts";

const TIMEOUT_MS = 90_000;
const BUILD_TIMEOUT_MS = 1_800_000;

/** Mutants compiled into one tree, ready to be run. */
export interface MutantRunner {
  readonly ready: readonly NumberedMutant[];
  /** Mutants that must be compiled alone. */
  readonly apart: readonly NumberedMutant[];
  run(mutant: NumberedMutant, lane: number): Promise<MutantResult>;
  runApart(mutant: Mutant): Promise<MutantResult>;
}

export interface MutantRunnerParameters {
  readonly suite: Suite;
  readonly mutants: readonly Mutant[];
  readonly files: readonly TestFile[];
  readonly lanes: number;
  readonly say: (line: string) => void;
}

/**
 * Compiles all mutants into one tree, each behind a switch, and opens lanes on it.
 *
 * @throws Error where a test fails although no mutant is switched on
 */
export async function createMutantRunner(parameters: MutantRunnerParameters): Promise<MutantRunner> {
  const { suite, files, say } = parameters;
  const numbered = parameters.mutants.map((mutant, index) => ({ number: index + 1, mutant }));
  const built = await buildInstrumented({ suite, name: "mutants", mutants: numbered, depth: QUICK });
  const { project, switched, apart, settings } = built;
  say(`built ${switched.length} mutants side by side, ${apart.length} apart`);
  // Of the others nothing is asked: without optimization some of them need more gas than they have.
  const sources = [...new Set(parameters.mutants.map(({ source }) => source))];
  const asked = [...new Set(sources.flatMap((source) => testsOf(source, files).map(({ name }) => name)))];
  const control = await runTests(project, { args: ["--match-path", selectFiles(asked)], timeoutMs: BUILD_TIMEOUT_MS });
  const broken = control.verdicts.filter(({ passed }) => !passed);
  if (control.failed) {
    const names = broken.map(({ contract, test, reason }) => `${contract}.${test}: ${reason}`);
    throw new Error(`these tests fail although no mutant is switched on:\n${names.join("\n")}`);
  }
  const lanes = Array.from({ length: parameters.lanes }, (_, lane) => openLane(project, lane));
  const killers = new Map<string, string>();

  return {
    ready: switched,
    apart,
    async run({ number, mutant }, lane) {
      const at = lanes[lane] ?? project;
      return runPhases(at, mutant, number, files, killers);
    },
    async runApart(mutant) {
      const text = applyMutant(suite.sources.get(mutant.source) ?? "", mutant);
      const changed = new Map([[mutant.source, text]]);
      if (analyse(suite.compiler, new Map([...suite.sources, ...changed])).faults.length > 0) {
        return resultOf(mutant, "invalid", files);
      }
      const alone = createForgeProject({
        name: "mutant-apart",
        root: suite.root,
        sources: changed,
        depth: QUICK,
        settings,
      });
      const outcome = await runForge(alone, { args: ["build"], timeoutMs: BUILD_TIMEOUT_MS });
      if (outcome.code !== 0) throw new Error(`${mutant.id} does not build:\n${outcome.stdout}${outcome.stderr}`);
      return runPhases(alone, mutant, 0, files, killers);
    },
  };
}

/** Files that run for seconds: asked only where no other noticed. */
const SLOW = /invariant|large/i;

/** The file whose tests noticed the last mutant of the same function goes first, then the nearest, then all others. */
async function runPhases(
  project: ForgeProject,
  mutant: Mutant,
  number: number,
  files: readonly TestFile[],
  killers: Map<string, string>,
): Promise<MutantResult> {
  const relevant = testsOf(mutant.source, files).map(({ name }) => name);
  const scope = `${mutant.source} ${mutant.scope}`;
  const likely = killers.get(scope) ?? killers.get(mutant.source);
  const [nearest, ...others] = relevant.filter((name) => name !== likely);
  const quick = others.filter((name) => !SLOW.test(name));
  const slow = others.filter((name) => SLOW.test(name));
  const phases = [likely === undefined ? [] : [likely], nearest === undefined ? [] : [nearest], quick, slow];
  for (const phase of phases.filter((names) => names.length > 0)) {
    const args = ["--fail-fast", "--match-path", selectFiles(phase)];
    const run = await runTests(project, { args, mutant: number, timeoutMs: TIMEOUT_MS });
    if (run.timedOut) return resultOf(mutant, "timeout", files);
    const killer = run.verdicts.find(({ passed }) => !passed);
    if (killer === undefined) continue;
    killers.set(scope, killer.file);
    killers.set(mutant.source, killer.file);
    return resultOf(mutant, "killed", files, killer.file, `${killer.contract}.${killer.test}`);
  }
  return resultOf(mutant, "survived", files);
}

/** The pattern that forge finds these files by. */
function selectFiles(names: readonly string[]): string {
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : `{${names.join(",")}}`;
}

function resultOf(
  mutant: Mutant,
  verdict: MutantVerdict,
  files: readonly TestFile[],
  killerFile = "",
  killer = "",
): MutantResult {
  const { id, source, scope, scopeHash, operator, original, replacement } = mutant;
  const testsHash = basisOf(verdict, killerFile, source, files);
  return { id, source, scope, scopeHash, operator, original, replacement, verdict, killerFile, killer, testsHash };
}
