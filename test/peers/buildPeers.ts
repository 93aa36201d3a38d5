import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { type ContractArtifact, parseContractArtifact } from "../support/ContractArtifact.ts";
import type { SafeContracts } from "../support/safeAccount.ts";

/** The peers' contracts, built with the compiler and the settings of ours. */
export interface PeerArtifacts {
  readonly ledger: ContractArtifact;
  readonly seats: ContractArtifact;
  readonly governor: ContractArtifact;
  readonly leanGovernor: ContractArtifact;
  readonly timelockGovernor: ContractArtifact;
  readonly timelock: ContractArtifact;
  readonly safe: SafeContracts;
  /** OpenZeppelin's forwarder of signed calls. */
  readonly forwarder: ContractArtifact;
  /** The least that any execution of signed calls has to do. */
  readonly recoverLoop: ContractArtifact;
  /** What forwarders call: it stores nothing. */
  readonly sink: ContractArtifact;
}

const ROOT = new URL("../../", import.meta.url);
const ARTIFACTS = new URL("cache/peers/artifacts/", ROOT);
const OURS = "test/peers/contracts";
const OPENZEPPELIN = "@openzeppelin/contracts";
const SAFE = "@safe-global/safe-smart-account/contracts";

/** Builds what has changed since the last time (all of it takes about 40 s) and reads the artifacts. */
export async function buildPeers(): Promise<PeerArtifacts> {
  await runHardhat(["--config", "test/peers/hardhat.config.ts", "build", "--quiet", "--no-tests"]);
  return {
    ledger: await readArtifact(`${OURS}/Ledger.sol/Ledger.json`),
    seats: await readArtifact(`${OURS}/PeerSeats.sol/PeerSeats.json`),
    governor: await readArtifact(`${OURS}/PeerGovernor.sol/PeerGovernor.json`),
    leanGovernor: await readArtifact(`${OURS}/PeerLeanGovernor.sol/PeerLeanGovernor.json`),
    timelockGovernor: await readArtifact(`${OURS}/PeerTimelockGovernor.sol/PeerTimelockGovernor.json`),
    timelock: await readArtifact(`${OPENZEPPELIN}/governance/TimelockController.sol/TimelockController.json`),
    safe: {
      singleton: await readArtifact(`${SAFE}/Safe.sol/Safe.json`),
      proxyFactory: await readArtifact(`${SAFE}/proxies/SafeProxyFactory.sol/SafeProxyFactory.json`),
      fallbackHandler: await readArtifact(
        `${SAFE}/handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json`,
      ),
    },
    forwarder: await readArtifact(`${OPENZEPPELIN}/metatx/ERC2771Forwarder.sol/ERC2771Forwarder.json`),
    recoverLoop: await readArtifact(`${OURS}/PeerRecoverLoop.sol/PeerRecoverLoop.json`),
    sink: await readArtifact(`${OURS}/PeerSink.sol/PeerSink.json`),
  };
}

/** Runs Hardhat's command line with everything it says on stderr. */
export async function runHardhat(command: readonly string[]): Promise<void> {
  const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("hardhat")));
  const child = spawn(process.execPath, [cli, ...command], { cwd: fileURLToPath(ROOT), stdio: ["ignore", 2, 2] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`hardhat ${command.join(" ")} failed: its own words are above`);
}

async function readArtifact(path: string): Promise<ContractArtifact> {
  return parseContractArtifact(await readFile(new URL(path, ARTIFACTS), "utf8"));
}
