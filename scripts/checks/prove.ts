// npm run prove: a solver proves every `assert` of the contracts in test/proofs, for all inputs and orders of calls.
//
// The compiler turns claims into logic and asks z3, which must be installed: its own copy crashes. A claim that is not proved
// fails, one that would follow from assumptions that contradict each other too.

import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { parseArgs } from "node:util";

import { findProofs, loopsIn, type Proof, provedFalse, unproved, withFalseClaims } from "./proofs.ts";
import { parseAst } from "./solidity/AstNode.ts";
import { collectSources, readFrom, type Sources } from "./solidity/collectSources.ts";
import { analyse, type CompilerFault, faultsIn } from "./solidity/compileSources.ts";
import { REPOSITORY } from "./solidity/ForgeProject.ts";
import { loadCompiler, type SolidityCompiler } from "./solidity/loadCompiler.ts";

const { values } = parseArgs({
  options: {
    root: { type: "string", default: REPOSITORY },
    only: { type: "string", default: "" },
    seconds: { type: "string", default: "180" },
    z3: { type: "string", default: "z3" },
  },
});

/** A contradiction is found at once; that there is none may take for ever to show. */
const FALSE_CLAIM_SECONDS = 5;

function main(): number {
  requireSolver();
  const names = globSync("test/proofs/*.sol", { cwd: values.root }).sort();
  const sources = collectSources(names, readFrom(values.root));
  const compiler = loadCompiler();
  const { trees, faults } = analyse(compiler, sources);
  if (faults.length > 0) throw new Error(faults.map(({ formatted }) => formatted).join("\n"));
  const proofs = names
    .flatMap((name) => findProofs({ name, text: sources.get(name) ?? "", tree: parseAst(trees.get(name)) }))
    .filter(({ contract }) => contract.includes(values.only));

  let failed = 0;
  let proved = 0;
  for (const proof of proofs) {
    const started = performance.now();
    const wrong = judge(compiler, sources, proof, (name) => parseAst(trees.get(name)));
    for (const fault of wrong) say(`FAULT    ${fault}`);
    failed += wrong.length;
    proved += proof.assertions.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    say(`${proof.contract}: ${proof.assertions.length} claims, ${wrong.length} faults, ${proof.engine}, ${seconds} s`);
  }
  if (proofs.length === 0) say("FAULT    test/proofs holds no claim");
  say(`${proved} claims in ${proofs.length} contracts, ${failed} faults`);
  return failed === 0 && proofs.length > 0 ? 0 : 1;
}

function judge(
  compiler: SolidityCompiler,
  sources: Sources,
  proof: Proof,
  treeOf: (name: string) => ReturnType<typeof parseAst>,
): readonly string[] {
  const faults: string[] = [];
  if (proof.engine === "bmc") {
    for (const name of reachable(sources, proof.source)) {
      if (loopsIn(treeOf(name)).length > 0)
        faults.push(`${name} holds a loop, which bounded checking would only look into: use @custom:engine chc`);
    }
  }
  faults.push(
    ...unproved(proof, ask(compiler, sources, proof, Number(values.seconds))).map((place) => `${place} is not proved`),
  );
  const { text, claims } = withFalseClaims(proof, sources.get(proof.source) ?? "");
  const absurd = provedFalse(
    proof,
    claims,
    ask(compiler, new Map([...sources, [proof.source, text]]), proof, FALSE_CLAIM_SECONDS),
  );
  faults.push(...absurd.map((name) => `${name} assumes what contradicts itself: it could prove anything`));
  return faults;
}

/** Our own sources that a proof uses. */
function reachable(sources: Sources, name: string): readonly string[] {
  return [...collectSources([name], (source) => sources.get(source) ?? "").keys()].filter(
    (source) => !source.startsWith("@"),
  );
}

function ask(compiler: SolidityCompiler, sources: Sources, proof: Proof, seconds: number): readonly CompilerFault[] {
  const needed = collectSources([proof.source], (name) => sources.get(name) ?? "");
  const output = compiler.compile(
    {
      language: "Solidity",
      sources: Object.fromEntries([...needed].map(([name, content]) => [name, { content }])),
      settings: {
        evmVersion: "cancun",
        modelChecker: {
          contracts: { [proof.source]: [proof.contract] },
          engine: proof.engine,
          targets: ["assert"],
          showProvedSafe: true,
          showUnproved: true,
          solvers: ["smtlib2"],
        },
        outputSelection: { "*": { "*": ["abi"] } },
      },
    },
    { smtSolver: (query) => solve(query, seconds) },
  );
  return faultsIn(output);
}

function solve(query: string, seconds: number): { readonly contents: string } {
  const outcome = spawnSync(values.z3, ["-in", "-smt2", `-T:${seconds}`], {
    input: query,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { contents: outcome.stdout };
}

function requireSolver(): void {
  const outcome = spawnSync(values.z3, ["--version"], { encoding: "utf8" });
  if (outcome.error !== undefined) throw new Error("z3 is not installed: apt-get install z3, or name it with --z3");
  say(outcome.stdout.trim());
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = main();
