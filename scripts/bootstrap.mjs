// Runs a command of this repository under the Node it is built for:
//
//   node scripts/bootstrap.mjs <command> [arguments]
//
// A machine may have no such Node. Then the one named in bootstrap.lock.json is fetched once into .node/, through the
// machine's own npm and so through whatever registry its owner configured, and checked against the lock. Then the
// dependencies of package-lock.json are installed if the tree on disk is not that tree, and the command is started.
//
// Written for an old Node to parse (12 and later) and without a single dependency: it runs before anything else is there.

import { spawn } from "child_process";
import { createHash } from "crypto";
import fs from "fs";
import os from "os";
import path from "path";
import { fileURLToPath } from "url";
import zlib from "zlib";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const NODE_FOLDER = path.join(ROOT, ".node");
const LOCK_STALE_MS = 30000;
const LOCK_POLL_MS = 200;
const PARENT_POLL_MS = 250;
const INSTALLER_GRACE_MS = 1000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** What a person can act on: printed alone, without a stack. */
class Refusal extends Error {}

/** Somebody asked this run to end. */
class Interrupted extends Error {
  constructor(signal) {
    super("interrupted by " + signal);
    this.signal = signal;
  }
}

let child = null;
let isInstaller = false;
let received = null;

main(process.argv.slice(2)).catch(function fail(error) {
  if (error instanceof Interrupted) return dieBy(error.signal);
  const known = error instanceof Refusal;
  process.stderr.write((known ? "quorate: " + error.message : error.stack) + "\n");
  process.exitCode = 1;
});

async function main(command) {
  if (command.length === 0) throw new Refusal("name a command: node scripts/bootstrap.mjs <command> [arguments]");
  forwardSignals();
  const lock = JSON.parse(fs.readFileSync(path.join(ROOT, "scripts", "bootstrap.lock.json"), "utf8"));
  const npm = findNpm();
  const node = isSuitable(process.versions.node, lock) ? process.execPath : await provideRuntime(lock, npm);
  await provideDependencies(node, npm);
  const outcome = await start(node, npm, command, "inherit");
  if (outcome.signal !== null) return dieBy(outcome.signal);
  process.exitCode = outcome.code;
}

// ---------------------------------------------------------------------------------------------------------- runtime

function isSuitable(version, lock) {
  return Number(version.split(".")[0]) === lock.major;
}

/** The pinned Node, fetched if it is not there yet. */
async function provideRuntime(lock, npm) {
  const platform = platformName();
  const pin = lock.platforms[platform];
  if (pin === undefined) {
    throw new Refusal(
      "this machine has Node " +
        process.versions.node +
        ", this repository needs Node " +
        lock.major +
        ", and none is pinned for " +
        platform +
        ".\nInstall Node " +
        lock.major +
        ".x, put it first in PATH and run the same command again.",
    );
  }
  const home = path.join(NODE_FOLDER, "node-v" + pin.version + "-" + platform);
  const binary = path.join(home, pin.binary);
  if (fs.existsSync(binary)) return binary;
  return withLock("runtime", async function fetchOnce() {
    if (!fs.existsSync(binary)) await fetchRuntime(lock, pin, home, npm);
    return binary;
  });
}

/** "linux-x64"; a Linux without glibc is a platform of its own, because the pinned binaries need it. */
function platformName() {
  const name = process.platform + "-" + process.arch;
  if (process.platform !== "linux" || !process.report || !process.report.getReport) return name;
  const report = process.report.getReport();
  const header = (typeof report === "string" ? JSON.parse(report) : report).header;
  return header.glibcVersionRuntime === undefined ? name + "-musl" : name;
}

async function fetchRuntime(lock, pin, home, npm) {
  const wanted = pin.package + "@" + pin.version;
  sweep();
  say("fetching Node " + pin.version + " (" + wanted + ", about 50 MB, once)");
  const work = fs.mkdtempSync(path.join(NODE_FOLDER, "fetch-"));
  try {
    const outcome = await start(
      process.execPath,
      npm,
      ["npm", "pack", wanted, "--pack-destination=" + work],
      "quiet",
      work,
    );
    const archive = fs.readdirSync(work).find(function isArchive(name) {
      return name.endsWith(".tgz");
    });
    if (outcome.code !== 0 || archive === undefined) {
      throw new Refusal(
        "npm could not fetch " +
          wanted +
          ":\n" +
          outcome.output.trim() +
          "\nCheck the network and npm's registry, or install Node " +
          lock.major +
          ".x yourself, and run the same command again.",
      );
    }
    const bytes = fs.readFileSync(path.join(work, archive));
    const integrity = "sha512-" + createHash("sha512").update(bytes).digest("base64");
    if (integrity !== pin.integrity) {
      throw new Refusal(
        "what arrived as " +
          wanted +
          " is not what this repository pins, so it was thrown away.\n  expected " +
          pin.integrity +
          "\n  arrived  " +
          integrity +
          "\nA proxy or a registry on the way changed it. Install Node " +
          lock.major +
          ".x yourself, or find out which.",
      );
    }
    const binary = path.join(work, "tree", pin.binary);
    fs.mkdirSync(path.dirname(binary), { recursive: true });
    fs.writeFileSync(binary, extract(zlib.gunzipSync(bytes), "package/" + pin.binary), { mode: 0o755 });
    const trial = await start(binary, npm, ["node", "--version"], "quiet");
    if (trial.code !== 0 || trial.output.trim() !== "v" + pin.version) {
      throw new Refusal(
        "the pinned Node does not run on this machine:\n" +
          trial.output.trim() +
          "\nInstall Node " +
          lock.major +
          ".x yourself and run the same command again.",
      );
    }
    fs.renameSync(path.join(work, "tree"), home);
  } finally {
    remove(work);
  }
}

/** Removes what a fetch that was killed left behind. Whoever calls holds the lock, so nothing of this kind is in use. */
function sweep() {
  for (const name of fs.readdirSync(NODE_FOLDER)) {
    if (name.startsWith("fetch-")) remove(path.join(NODE_FOLDER, name));
  }
}

/** One file out of a tar archive. */
function extract(tar, wanted) {
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = field(tar, at, 100);
    const prefix = field(tar, at + 345, 155);
    const size = parseInt(field(tar, at + 124, 12), 8) || 0;
    if ((prefix === "" ? name : prefix + "/" + name) === wanted) return tar.slice(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Refusal("the archive of the pinned Node holds no " + wanted);
}

function field(tar, from, length) {
  return tar.toString("latin1", from, from + length).split("\0")[0];
}

// ----------------------------------------------------------------------------------------------------- dependencies

/** Makes node_modules the tree of package-lock.json: also when an old Node, or a run that was killed, left half of it. */
async function provideDependencies(node, npm) {
  if (missingPackage() === null) return;
  await withLock("dependencies", async function installOnce() {
    const missing = missingPackage();
    if (missing === null) return;
    say("installing dependencies (" + missing + "; a minute or two, once)");
    const npmCi = ["npm", "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const outcome = await start(node, npm, npmCi, "to stderr");
    if (outcome.code !== 0) {
      throw new Refusal("npm ci failed, its own words are above. Run the same command again once that is solved.");
    }
    const left = missingPackage();
    if (left !== null) say("warning: npm ci ended well and yet " + left);
  });
}

/** Why node_modules is not the tree of package-lock.json on this machine, or null when it is. */
function missingPackage() {
  const lockFile = path.join(ROOT, "package-lock.json");
  if (!fs.existsSync(lockFile)) return null;
  // npm writes this file when an installation has ended.
  if (!fs.existsSync(path.join(ROOT, "node_modules", ".package-lock.json"))) return "nothing is installed";
  const packages = JSON.parse(fs.readFileSync(lockFile, "utf8")).packages;
  for (const place of Object.keys(packages)) {
    const entry = packages[place];
    if (place.indexOf("node_modules/") === -1 || !isForThisMachine(entry)) continue;
    const installed = installedVersion(place);
    if (entry.link && installed !== null) continue;
    if (installed !== entry.version || installed === null) return place + " is " + (installed || "not installed");
  }
  return null;
}

/** An optional package counts only where it says for which machines it is: npm may leave out the others. */
function isForThisMachine(entry) {
  if (!entry.optional && !entry.devOptional) return true;
  if (entry.os === undefined || entry.cpu === undefined) return false;
  const libc = platformName().endsWith("-musl") ? "musl" : "glibc";
  return (
    entry.os.indexOf(process.platform) !== -1 &&
    entry.cpu.indexOf(process.arch) !== -1 &&
    (entry.libc === undefined || entry.libc.indexOf(libc) !== -1)
  );
}

function installedVersion(place) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, place, "package.json"), "utf8")).version;
  } catch (_absent) {
    return null;
  }
}

/** npm's own program: that of the npm which started us, else the one in PATH. */
function findNpm() {
  const started = process.env.npm_execpath;
  if (started && path.basename(started) === "npm-cli.js" && fs.existsSync(started)) return started;
  const beside = path.dirname(process.execPath);
  const candidates = [
    path.join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  for (const folder of (process.env[pathVariable()] || "").split(path.delimiter)) {
    const entry = path.join(folder, "npm");
    if (folder !== "" && fs.existsSync(entry)) candidates.push(fs.realpathSync(entry));
    candidates.push(path.join(folder, "node_modules", "npm", "bin", "npm-cli.js"));
  }
  for (const candidate of candidates) {
    if (path.basename(candidate) === "npm-cli.js" && fs.existsSync(candidate)) return candidate;
  }
  throw new Refusal("npm was not found. Install it (it comes with Node) and run the same command again.");
}

// --------------------------------------------------------------------------------------------------------- children

/**
 * Runs a command under `node`, which is first in its PATH, and tells how it ended. `voice` says where its words go:
 * "inherit", "to stderr" (our stdout belongs to the command that was asked for), or "quiet" (collected).
 */
function start(node, npm, command, voice, folder) {
  if (received !== null) throw new Interrupted(received);
  const variables = Object.assign({}, process.env);
  const bin = path.join(ROOT, "node_modules", ".bin");
  const inherited = variables[pathVariable()] || "";
  variables[pathVariable()] = [path.dirname(node), bin, inherited].join(path.delimiter);
  variables.npm_execpath = npm;
  variables.npm_node_execpath = node;
  variables.NODE = node;
  // What Node made of our TypeScript is kept between runs: a command of the command line starts in half the time.
  if (!variables.NODE_COMPILE_CACHE) variables.NODE_COMPILE_CACHE = path.join(ROOT, "cache", "node");
  const own = { node: [node], npm: [node, npm], npx: [node, path.join(path.dirname(npm), "npx-cli.js")] };
  const argv = (own[command[0]] || [command[0]]).concat(command.slice(1));
  const stdio = { inherit: "inherit", "to stderr": ["ignore", 2, 2], quiet: ["ignore", "pipe", "pipe"] }[voice];
  return new Promise(function run(resolve, reject) {
    let output = "";
    isInstaller = voice !== "inherit";
    child = spawn(argv[0], argv.slice(1), { stdio: stdio, env: variables, cwd: folder || process.cwd() });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) stream.on("data", (chunk) => (output += chunk));
    }
    child.on("error", function unstartable(error) {
      child = null;
      reject(new Refusal("could not start " + command[0] + ": " + error.message));
    });
    child.on("close", function ended(code, signal) {
      child = null;
      if (voice !== "inherit" && received !== null) return reject(new Interrupted(received));
      resolve({ code: code, signal: signal, output: output });
    });
  });
}

function pathVariable() {
  return Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") || "PATH";
}

/** A signal goes to the running child; its end is our end. Ctrl-C at a terminal has reached the child already. */
function forwardSignals() {
  for (const signal of SIGNALS) {
    process.on(signal, function pass() {
      const fromTerminal = signal === "SIGINT" && process.stdin.isTTY;
      interrupt(signal, !fromTerminal);
    });
  }
  if (process.env.npm_lifecycle_event) watchParent();
}

function interrupt(signal, tellChild) {
  received = signal;
  if (child === null) return;
  if (tellChild) child.kill(signal);
  if (isInstaller) endInstaller(child);
}

/**
 * npm undoes or finishes an installation before it ends, for many seconds. Nobody needs that: a fetch has a folder of its own,
 * and the next run installs anew what was left half done.
 */
function endInstaller(installer) {
  const end = setTimeout(() => installer.kill("SIGKILL"), INSTALLER_GRACE_MS);
  installer.on("close", () => clearTimeout(end));
}

/** npm starts us through a shell, and a shell that is ended passes nothing on: once it is gone, we were meant to end. */
function watchParent() {
  const parent = process.ppid;
  const watch = setInterval(function look() {
    if (process.ppid === parent) return;
    clearInterval(watch);
    interrupt("SIGTERM", true);
  }, PARENT_POLL_MS);
  watch.unref();
}

function dieBy(signal) {
  for (const name of SIGNALS) process.removeAllListeners(name);
  process.kill(process.pid, signal);
}

// ------------------------------------------------------------------------------------------- one installer at a time

/**
 * Holds .node/<name>.lock while `action` runs. The holder touches the file; one that stopped doing so, or whose process is
 * gone, has died, and its lock is taken away by whoever holds the second, momentary lock.
 */
async function withLock(name, action) {
  fs.mkdirSync(NODE_FOLDER, { recursive: true });
  const file = path.join(NODE_FOLDER, name + ".lock");
  const me = JSON.stringify({ pid: process.pid, host: os.hostname() });
  let told = false;
  while (!create(file, me)) {
    if (received !== null) throw new Interrupted(received);
    if (isAbandoned(file)) takeAway(file);
    else {
      if (!told) say("another run is installing, waiting for it");
      told = true;
      await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
  const beat = setInterval(() => fs.utimesSync(file, new Date(), new Date()), LOCK_STALE_MS / 10);
  try {
    return await action();
  } finally {
    clearInterval(beat);
    fs.unlinkSync(file);
  }
}

function create(file, content) {
  try {
    fs.writeFileSync(file, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isAbandoned(file) {
  try {
    const age = Date.now() - fs.statSync(file).mtimeMs;
    if (age > LOCK_STALE_MS) return true;
    const holder = JSON.parse(fs.readFileSync(file, "utf8"));
    return holder.host === os.hostname() && !isAlive(holder.pid);
  } catch (_gone) {
    return false; // released meanwhile, or not written to its end yet
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH";
  }
}

function takeAway(file) {
  const momentary = file + ".taking";
  if (!create(momentary, "")) {
    if (isAbandoned(momentary)) remove(momentary);
    return;
  }
  try {
    if (isAbandoned(file)) fs.unlinkSync(file);
  } finally {
    remove(momentary);
  }
}

function remove(target) {
  if (fs.rmSync) fs.rmSync(target, { recursive: true, force: true });
  else if (fs.statSync(target).isDirectory()) fs.rmdirSync(target, { recursive: true });
  else fs.unlinkSync(target);
}

function say(words) {
  process.stderr.write("quorate: " + words + "\n");
}
