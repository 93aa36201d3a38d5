import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import ts from "typescript";

const BOOTSTRAP = fileURLToPath(import.meta.resolve("./bootstrap.mjs"));
const PLATFORM = `${process.platform}-${process.arch}`;
/** No machine has it, so the bootstrap has to fetch. */
const MAJOR = 99;
const VERSION = `${MAJOR}.0.0`;

/** Stands for npm: serves one archive, installs one native package, and keeps a diary of what it was asked. */
const NPM = `
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
const root = dirname(dirname(import.meta.dirname));
const [verb, ...words] = process.argv.slice(2);
appendFileSync(join(root, "diary"), verb + "\\n");
if (existsSync(join(root, "offline"))) { console.error("getaddrinfo ENOTFOUND"); process.exit(1); }
if (existsSync(join(root, "stubborn"))) process.on("SIGINT", () => {}).on("SIGTERM", () => {});
await new Promise((resolve) => setTimeout(resolve, Number(readFileSync(join(root, "delay"), "utf8"))));
if (verb === "pack") {
  const folder = words.find((word) => word.startsWith("--pack-destination=")).split("=")[1];
  copyFileSync(join(root, "runtime.tgz"), join(folder, "runtime-${VERSION}.tgz"));
} else if (verb === "ci") {
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  const packages = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  for (const [place, { version }] of Object.entries(packages)) {
    mkdirSync(join(root, place), { recursive: true });
    writeFileSync(join(root, place, "package.json"), JSON.stringify({ version }));
  }
  writeFileSync(join(root, "node_modules", ".package-lock.json"), "{}");
}
`;

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the bootstrap", function () {
  if (process.platform === "win32") this.pending = true;
  let root = "";

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "quorate-bootstrap-"));
    mkdirSync(join(root, "scripts"));
    mkdirSync(join(root, "npm", "bin"), { recursive: true });
    cpSync(BOOTSTRAP, join(root, "scripts", "bootstrap.mjs"));
    writeFileSync(join(root, "npm", "package.json"), '{"type":"module"}');
    writeFileSync(join(root, "npm", "bin", "npm-cli.js"), NPM);
    writeFileSync(join(root, "delay"), "0");
    writeFileSync(join(root, "diary"), "");
    packRuntime();
    pinRuntime({ [PLATFORM]: integrityOf(join(root, "runtime.tgz")) });
    const native = { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] };
    const foreign = { version: "1.0.0", optional: true, os: ["plan9"], cpu: ["mips"] };
    const plain = { version: "2.0.0" };
    const packages = {
      "node_modules/engine-native": native,
      "node_modules/engine-plan9": foreign,
      "node_modules/plain": plain,
    };
    writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages }));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  // REQ-DEP-03
  it("fetches the pinned Node and the dependencies once, and puts that Node first in PATH", async () => {
    const first = await run("sh", "-c", "command -v node");
    expect(first.code, first.stderr).to.equal(0);
    expect(first.stdout.trim()).to.equal(join(root, ".node", `node-v${VERSION}-${PLATFORM}`, "bin", "node"));
    const second = await run("node", "--version");
    expect(second).to.include({ code: 0, stdout: `v${VERSION}\n`, stderr: "" });
    expect(diary()).to.deep.equal(["pack", "ci"]);
  });

  it("uses the machine's own Node when it is a suitable one", async () => {
    pinRuntime({}, Number(process.versions.node.split(".")[0]));
    const ending = await run("node", "-p", "process.execPath");
    expect(ending).to.include({ code: 0, stdout: `${process.execPath}\n` });
    expect(diary()).to.deep.equal(["ci"]);
  });

  // REQ-DEP-03
  it("lets one of two runs install while the other waits", async () => {
    writeFileSync(join(root, "delay"), "400");
    const endings = await Promise.all([run("node", "-p", "1"), run("node", "-p", "2")]);
    expect(endings.map((ending) => ending.code)).to.deep.equal([0, 0]);
    expect(endings.map((ending) => ending.stdout).join("")).to.equal("1\n2\n");
    expect(diary()).to.deep.equal(["pack", "ci"]);
    expect(endings.map((ending) => ending.stderr).join("")).to.include("another run is installing");
  });

  it("throws away a runtime that is not the pinned one", async () => {
    pinRuntime({ [PLATFORM]: "sha512-somethingelse" });
    const ending = await run("node", "--version");
    expect(ending.code).to.equal(1);
    expect(ending.stderr).to.include("is not what this repository pins").and.to.include("sha512-somethingelse");
    expect(ending.stderr).to.not.include("    at ");
    expect(readdirSync(join(root, ".node"))).to.deep.equal([]);
  });

  it("repeats npm's own words when nothing can be fetched, and says what to do", async () => {
    writeFileSync(join(root, "offline"), "");
    const ending = await run("node", "--version");
    expect(ending.code).to.equal(1);
    expect(ending.stderr).to.include("getaddrinfo ENOTFOUND").and.to.include(`install Node ${MAJOR}.x yourself`);
  });

  it("says which Node to install on a platform without a pinned one", async () => {
    pinRuntime({});
    const ending = await run("node", "--version");
    expect(ending.code).to.equal(1);
    expect(ending.stderr).to.include(`none is pinned for ${PLATFORM}`).and.to.include(`Install Node ${MAJOR}.x`);
    expect(diary()).to.deep.equal([]);
  });

  // REQ-DEP-03
  it("repairs a tree that an old Node installed without its native packages", async () => {
    await run("node", "--version");
    rmSync(join(root, "node_modules", "engine-native"), { recursive: true });
    const ending = await run("node", "--version");
    expect(ending.code).to.equal(0);
    expect(ending.stderr).to.include("node_modules/engine-native is not installed");
    expect(diary()).to.deep.equal(["pack", "ci", "ci"]);
  });

  it("installs again when the lock names another version", async () => {
    await run("node", "--version");
    writeFileSync(join(root, "package-lock.json"), '{"packages":{"node_modules/plain":{"version":"3.0.0"}}}');
    const ending = await run("node", "--version");
    expect(ending.stderr).to.include("node_modules/plain is 2.0.0");
    expect(diary()).to.deep.equal(["pack", "ci", "ci"]);
  });

  it("takes over from a run that was killed", async () => {
    mkdirSync(join(root, ".node", "fetch-left"), { recursive: true });
    const gone = spawn("true");
    await new Promise((resolve) => gone.once("close", resolve));
    writeFileSync(join(root, ".node", "runtime.lock"), JSON.stringify({ pid: gone.pid, host: hostname() }));
    const ending = await run("node", "--version");
    expect(ending).to.include({ code: 0, stdout: `v${VERSION}\n` });
    expect(readdirSync(join(root, ".node"))).to.deep.equal([`node-v${VERSION}-${PLATFORM}`]);
  });

  // REQ-DEP-03
  it("passes on the exit code", async () => {
    expect(await run("node", "-e", "process.exit(7)")).to.include({ code: 7, signal: null });
  });

  it("keeps its own words off stdout", async () => {
    const ending = await run("node", "-p", "JSON.stringify({})");
    expect(ending.stdout).to.equal("{}\n");
    expect(ending.stderr).to.include("fetching Node").and.to.include("installing dependencies");
  });

  it("forwards a signal and ends with the code its child chose", async () => {
    const script = 'process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("up");';
    const child = launch("node", "-e", script);
    child.stdout?.once("data", () => child.kill("SIGTERM"));
    expect(await end(child)).to.include({ code: 5, signal: null });
  });

  it("dies by the signal its child died by", async () => {
    const child = launch("node", "-e", 'setInterval(() => {}, 1000); console.log("up");');
    child.stdout?.once("data", () => child.kill("SIGINT"));
    expect(await end(child)).to.include({ code: null, signal: "SIGINT" });
  });

  it("ends when the shell that npm started it through was ended", async () => {
    const script =
      'process.on("SIGTERM", () => { console.log("told"); process.exit(0); }); setInterval(() => {}, 1000); console.log("up");';
    const bootstrap = join(root, "scripts", "bootstrap.mjs");
    const shell = spawn("sh", ["-c", '"$0" "$@"; true', process.execPath, bootstrap, "node", "-e", script], {
      env: { ...process.env, npm_execpath: join(root, "npm", "bin", "npm-cli.js"), npm_lifecycle_event: "start" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    shell.stdout.once("data", () => shell.kill("SIGTERM"));
    expect(await end(shell)).to.include({ signal: "SIGTERM", stdout: "up\ntold\n" });
  });

  it("cleans up when it is interrupted while fetching, and the next run succeeds", async () => {
    writeFileSync(join(root, "delay"), "5000");
    const child = launch("node", "--version");
    while (diary().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    expect(await end(child)).to.include({ code: null, signal: "SIGINT", stdout: "" });
    expect(readdirSync(join(root, ".node"))).to.deep.equal([]);
    writeFileSync(join(root, "delay"), "0");
    expect(await run("node", "--version")).to.include({ code: 0 });
  });

  it("does not wait for an npm that goes on after it was told to end, and installs anew the next time", async () => {
    await run("node", "--version");
    rmSync(join(root, "node_modules", "plain"), { recursive: true });
    writeFileSync(join(root, "stubborn"), "");
    writeFileSync(join(root, "delay"), "20000");
    const child = launch("node", "--version");
    while (diary().length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    const told = performance.now();
    child.kill("SIGTERM");
    expect(await end(child)).to.include({ code: null, signal: "SIGTERM", stdout: "" });
    expect(performance.now() - told).to.be.lessThan(4_000);
    expect(readdirSync(join(root, ".node"))).to.deep.equal([`node-v${VERSION}-${PLATFORM}`]);
    writeFileSync(join(root, "delay"), "0");
    expect(await run("node", "--version")).to.include({ code: 0 });
    expect(diary()).to.deep.equal(["pack", "ci", "ci", "ci"]);
  });

  it("asks for a command", async () => {
    const ending = await run();
    expect(ending.code).to.equal(1);
    expect(ending.stderr).to.equal("quorate: name a command: node scripts/bootstrap.mjs <command> [arguments]\n");
  });

  it("is written in the language an old Node can parse", () => {
    const source = readFileSync(BOOTSTRAP, "utf8");
    const written = (target: ts.ScriptTarget): string =>
      ts.transpileModule(source, { compilerOptions: { target, module: ts.ModuleKind.ESNext } }).outputText;
    expect(written(ts.ScriptTarget.ES2019)).to.equal(written(ts.ScriptTarget.ESNext));
    expect(source).to.not.match(/from "node:|\bawait import|^await /m);
  });

  function packRuntime(): void {
    const folder = join(root, "package", "bin");
    mkdirSync(folder, { recursive: true });
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo v${VERSION} && exit 0\nexec "${process.execPath}" "$@"\n`;
    writeFileSync(join(folder, "node"), script, { mode: 0o755 });
    execFileSync("tar", ["-czf", "runtime.tgz", "package"], { cwd: root });
  }

  function pinRuntime(integrities: Readonly<Record<string, string>>, major = MAJOR): void {
    const pins = Object.entries(integrities).map(([platform, integrity]) => [
      platform,
      { package: "node-runtime", version: VERSION, binary: "bin/node", integrity },
    ]);
    const lock = { major, platforms: Object.fromEntries(pins) };
    writeFileSync(join(root, "scripts", "bootstrap.lock.json"), JSON.stringify(lock));
  }

  function diary(): readonly string[] {
    const file = join(root, "diary");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  }

  function launch(...command: readonly string[]): ChildProcess {
    const env = { ...process.env, npm_execpath: join(root, "npm", "bin", "npm-cli.js") };
    return spawn(process.execPath, [join(root, "scripts", "bootstrap.mjs"), ...command], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  function run(...command: readonly string[]): Promise<Ending> {
    return end(launch(...command));
  }
});

function end(child: ChildProcess): Promise<Ending> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  return new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

function integrityOf(file: string): string {
  return `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
}
