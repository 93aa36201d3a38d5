import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Users who may run the server: it refuses to run as root. */
const UNPRIVILEGED = ["postgres", "nobody"];
const START_MS = 30_000;
const STOP_MS = 15_000;
const PAUSE_MS = 25;
/** The line of the server's pid file that says how far it is. */
const STATUS_LINE = 7;

/** How the server is told to end: `quit` forgets everything that is not on disk, as a power cut does. */
export type Ending = "fast" | "quit";

const SIGNALS = { fast: "SIGINT", quit: "SIGQUIT" } as const;

/**
 * A PostgreSQL server of our own in one folder. Whoever knows the folder can start and stop it; it listens on a socket in
 * that folder and on no port, so that it meets no other server.
 */
export class PostgresServer {
  readonly #folder: string;
  readonly #binaries: string;
  readonly #as: Pick<SpawnOptions, "uid" | "gid">;

  /** @param folder an absolute path, short enough for a socket in it */
  constructor(folder: string) {
    this.#folder = folder;
    this.#binaries = findBinaries();
    this.#as = process.getuid?.() === 0 ? findUser() : {};
  }

  /** Where a client finds the database that is there from the beginning. */
  get url(): string {
    return `postgres://quorate@/postgres?host=${encodeURIComponent(this.#folder)}`;
  }

  /** Makes the folder's cluster. */
  create(): void {
    mkdirSync(this.#folder, { recursive: true });
    const { uid, gid } = this.#as;
    if (uid !== undefined && gid !== undefined) chownSync(this.#folder, uid, gid);
    const { status, stderr } = spawnSync(
      join(this.#binaries, "initdb"),
      ["-D", this.#cluster, "-U", "quorate", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"],
      { ...this.#as, cwd: this.#folder, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
  }

  /** Starts it; resolves once it serves. */
  async start(): Promise<void> {
    const server = spawn(
      join(this.#binaries, "postgres"),
      ["-D", this.#cluster, "-k", this.#folder, "-c", "listen_addresses=", "-c", "max_connections=60"],
      { ...this.#as, cwd: this.#folder, detached: true, stdio: "ignore" },
    );
    server.unref();
    const end = performance.now() + START_MS;
    while (this.#readStatus() !== "ready") {
      if (performance.now() > end || server.exitCode !== null) throw new Error("the PostgreSQL server does not start");
      await sleep(PAUSE_MS);
    }
  }

  /** Ends it, whoever started it; resolves once it is gone. */
  async stop(ending: Ending): Promise<void> {
    const pid = Number(this.#readPidFile()[0]);
    if (!Number.isSafeInteger(pid) || pid <= 1) return;
    process.kill(pid, SIGNALS[ending]);
    const end = performance.now() + STOP_MS;
    while (this.#readPidFile().length > 0) {
      if (performance.now() > end) throw new Error(`the PostgreSQL server ${pid} does not stop`);
      await sleep(PAUSE_MS);
    }
  }

  get #cluster(): string {
    return join(this.#folder, "cluster");
  }

  #readStatus(): string | undefined {
    return this.#readPidFile()[STATUS_LINE]?.trim();
  }

  #readPidFile(): readonly string[] {
    const file = join(this.#cluster, "postmaster.pid");
    return existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  }
}

function findBinaries(): string {
  const folders = [
    ...(process.env.PATH ?? "").split(":"),
    ...globSync("/usr/lib/postgresql/*/bin").sort((a, b) => b.localeCompare(a, "en", { numeric: true })),
  ];
  const found = folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name))));
  if (found === undefined) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  return found;
}

function findUser(): Pick<SpawnOptions, "uid" | "gid"> {
  for (const name of UNPRIVILEGED) {
    const [uid, gid] = ["-u", "-g"].map((option) =>
      spawnSync("id", [option, name], { encoding: "utf8" }).stdout.trim(),
    );
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error("PostgreSQL does not run as root, and this machine has no other user for it");
}
