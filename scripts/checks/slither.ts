// npm run slither: Slither's findings of high and medium impact in our contracts, each answered in docs/slither.md.
//
// Slither takes its input from the pinned compiler: the syntax trees are laid where it looks for a Foundry build. Nothing is
// built twice and nothing is fetched but Slither itself, once, into `.slither/`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { SOLC_VERSION } from "../toolchain/compiler.ts";
import { judgeFindings, parseFindings, readAnswers } from "./slitherFindings.ts";
import { forgeBinary, REPOSITORY } from "./solidity/ForgeProject.ts";
import { isObject, objectIn } from "./solidity/json.ts";
import { loadSuite, type Suite } from "./solidity/loadSuite.ts";
import { nameLibrariesOnce } from "./solidity/nameLibrariesOnce.ts";

const PINNED = ["slither-analyzer==0.11.6", "crytic-compile==0.4.2"];
const { values } = parseArgs({ options: { root: { type: "string", default: REPOSITORY } } });
const home = path.join(values.root, ".slither");

function main(): number {
  const python = install();
  const suite = loadSuite(values.root);
  const folder = layBuild(suite);
  const report = path.join(folder, "report.json");
  rmSync(report, { force: true });
  const run = spawnSync(
    path.join(path.dirname(python), "slither"),
    [".", "--ignore-compile", "--json", report, "--exclude-informational", "--exclude-low", "--exclude-optimization"],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH: `${path.dirname(forgeBinary())}${path.delimiter}${process.env.PATH ?? ""}` },
    },
  );
  if (!existsSync(report)) {
    process.stdout.write(`${run.stdout}${run.stderr}\nFAULT    Slither gave no report.\n`);
    return 1;
  }
  const findings = parseFindings(readFileSync(report, "utf8"));
  const answers = path.join(values.root, "docs/slither.md");
  const faults = judgeFindings(findings, existsSync(answers) ? readAnswers(readFileSync(answers, "utf8")) : []);
  for (const fault of faults) process.stdout.write(`FAULT    ${fault}\n`);
  process.stdout.write(`${findings.length} findings of high or medium impact, ${faults.length} faults\n`);
  return faults.length === 0 ? 0 : 1;
}

/** The environment's Python with the pinned Slither. */
function install(): string {
  const python = path.join(home, "venv", "bin", "python");
  const stamp = path.join(home, "installed.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === PINNED.join("\n")) return python;
  mkdirSync(home, { recursive: true });
  run("python3", ["-m", "venv", "--clear", path.join(home, "venv")]);
  run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PINNED]);
  writeFileSync(stamp, PINNED.join("\n"));
  return python;
}

function run(command: string, args: readonly string[]): void {
  const outcome = spawnSync(command, [...args], { stdio: ["ignore", "inherit", "inherit"] });
  if (outcome.status !== 0) {
    throw new Error(`${command} ${args.join(" ")} failed: Slither needs Python 3.10 or newer with its venv and pip`);
  }
}

/** What `forge build --build-info` would leave, without the code that Slither does not read. */
function layBuild(suite: Suite): string {
  const folder = path.join(home, "build");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "out", "build-info"), { recursive: true });
  symlinkSync(path.join(suite.root, "node_modules", "@openzeppelin"), path.join(folder, "@openzeppelin"));
  writeFileSync(path.join(folder, "foundry.toml"), '[profile.default]\nsrc = "contracts"\n');
  const sources = nameLibrariesOnce(suite.sources);
  for (const [name, text] of sources) {
    if (!name.startsWith("contracts/")) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const input = {
    language: "Solidity",
    sources: Object.fromEntries([...sources].map(([name, content]) => [name, { content }])),
    settings: { evmVersion: "cancun", outputSelection: { "*": { "*": ["abi", "devdoc", "userdoc"], "": ["ast"] } } },
  };
  const output = suite.compiler.compile(input);
  const noCode = { bytecode: { object: "", sourceMap: "" }, deployedBytecode: { object: "", sourceMap: "" } };
  const contracts = Object.fromEntries(
    Object.entries(objectIn(output, "contracts")).map(([source, ofSource]) => [
      source,
      Object.fromEntries(
        Object.entries(isObject(ofSource) ? ofSource : {}).map(([name, contract]) => [
          name,
          { ...(isObject(contract) ? contract : {}), evm: noCode },
        ]),
      ),
    ]),
  );
  const build = { id: "suite", solcVersion: SOLC_VERSION, input, output: { ...output, contracts } };
  writeFileSync(path.join(folder, "out", "build-info", "suite.json"), JSON.stringify(build));
  return folder;
}

process.exitCode = main();
