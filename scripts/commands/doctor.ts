import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { ZeroAddress } from "ethers";

import { createClient, type Modules, moduleNames, QuorateError } from "#sdk";

import { addressOf } from "../clients/connect.ts";
import type { ChosenDeployment } from "../deployment/chooseDeployment.ts";
import { findDeploymentFaults } from "../deployment/findDeploymentFaults.ts";
import { parseKeySource } from "../keys/parseKeySource.ts";
import { readPrivateFile } from "../keys/readPrivateFile.ts";
import type { Command } from "../terminal/Command.ts";
import type { Input } from "../terminal/Input.ts";
import type { Workplace } from "../terminal/Workplace.ts";

interface Check {
  readonly what: string;
  /** What was found; faults where something is wrong. */
  readonly found: string;
  readonly faults: readonly QuorateError[];
}

export const doctorCommand: Command = {
  name: "doctor",
  summary: "Check the node, the deployment's chain, genesis and code, the directory, and who may open the key files.",
  options: { keys: { value: "FOLDER", says: "a folder of keystores to check as well" } },
  run: async (place, input) => {
    const checks = [...(await checkKeys(place, input)), ...(await checkChain(place))];
    const faults = checks.flatMap((check) => check.faults);
    const { style } = place.terminal;
    const lines = checks.map(({ what, found, faults: wrong }) => {
      const mark = wrong.length === 0 ? style("green", "ok   ") : style("red", "FAULT");
      return `${mark}  ${what.padEnd(12)}  ${found}`;
    });
    if (faults.length === 0) return { json: { checks }, lines };
    for (const line of lines) place.terminal.say(line);
    throw new QuorateError({
      code: "CHECK_FAILED",
      summary: faults.length === 1 ? "One fault was found." : `${faults.length} faults were found.`,
      remedy: "Settle each one below.",
      faults,
    });
  },
};

async function checkChain(place: Workplace): Promise<readonly Check[]> {
  const deployment = await attempt("deployment", place.deployment);
  if (deployment.value === null) return [deployment.check];
  const chosen = deployment.value;
  const { chain, contracts } = chosen.deployment;
  const node = await attempt("node", place.provider);
  const read = {
    what: "deployment",
    found: `${chosen.id}, chain ${chain.chainId}, ${contracts.length} contracts`,
    faults: [],
  };
  if (node.value === null) return [read, node.check];
  const provider = node.value;
  const faults = await findDeploymentFaults(chosen.deployment, provider);
  const isOtherChain = faults.some(({ code }) => code === "GENESIS_DIFFERS" || code === "CHAIN_FOREIGN");
  const checks: Check[] = [
    read,
    { what: "node", found: `${new URL(place.rpcUrl).host}, block ${await provider.getBlockNumber()}`, faults: [] },
    { what: "genesis", found: chain.genesis, faults: faults.filter(() => isOtherChain) },
  ];
  if (isOtherChain) return checks;
  const code = {
    what: "code",
    found: `${contracts.length - faults.length} of ${contracts.length} contracts are what was deployed`,
    faults,
  };
  if (faults.length > 0) return [...checks, code];
  return [...checks, code, await checkDirectory(place, chosen)];
}

/** What the directory says now; a module that members replaced is no fault, and worth knowing. */
async function checkDirectory(place: Workplace, chosen: ChosenDeployment): Promise<Check> {
  const provider = await place.provider();
  const { chainId } = chosen.deployment.chain;
  const client = await createClient({
    runner: provider,
    constitution: { chainId, constitution: addressOf(chosen, "Constitution") },
    timeoutMs: place.timeoutMs,
  });
  const [founder, foundedAt] = await Promise.all([
    client.contracts.constitution.founder(),
    client.contracts.memberRegistry.foundedAt(),
  ]);
  const replaced = moduleNames.filter((name) => client.modules[lowerFirst(name)] !== addressOf(chosen, name));
  const state = foundedAt === 0n ? "sealed, not founded yet" : "sealed and founded";
  const faults =
    founder === ZeroAddress
      ? []
      : [
          new QuorateError({
            code: "DEPLOYMENT_NOT_SEALED",
            summary: `The founder ${founder} still has power.`,
            remedy: "Run scripts/deploy.ts again, or do not use this deployment.",
            facts: { founder },
          }),
        ];
  const changes = replaced.length === 0 ? "" : `; replaced by vote: ${replaced.join(", ")}`;
  return { what: "directory", found: `${state}${changes}`, faults };
}

function lowerFirst(name: (typeof moduleNames)[number]): keyof Modules {
  const names: Readonly<Record<(typeof moduleNames)[number], keyof Modules>> = {
    Constitution: "constitution",
    MemberRegistry: "memberRegistry",
    Governor: "governor",
    Guardians: "guardians",
    Accession: "accession",
    GroupDirectory: "groupDirectory",
    KeyDirectory: "keyDirectory",
    ConfidentialRegistry: "confidentialRegistry",
    BatchAnchor: "batchAnchor",
    BatchExecutor: "batchExecutor",
  };
  return names[name];
}

async function checkKeys(place: Workplace, input: Input): Promise<readonly Check[]> {
  const paths = [...(await listKeystores(input.optional("keys")))];
  const source = input.optional("key");
  const named = source === null ? null : parseKeySource(source);
  if (named?.kind === "keystore") paths.push(named.path);
  const chosen = await place.deployment().catch(() => null);
  const local = chosen === null ? null : join(chosen.folder.path, "keys.env");
  if (local !== null && existsSync(local)) paths.push(local);
  const checks = paths.map(async (path): Promise<Check> => {
    const { value, check } = await attempt("key file", () => readPrivateFile(path));
    return value === null ? check : { what: "key file", found: `${path}, its owner's alone`, faults: [] };
  });
  return Promise.all(checks);
}

async function listKeystores(folder: string | null): Promise<readonly string[]> {
  if (folder === null) return [];
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new QuorateError({
      code: "FILE_UNREADABLE",
      summary: `The folder ${folder} could not be read.`,
      remedy: "Check that it exists and that you may read it.",
      facts: { path: folder },
      cause,
    });
  });
  return names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
}

/** Does something; a fault becomes a check that failed. */
async function attempt<T>(
  what: string,
  make: () => Promise<T>,
): Promise<{ readonly value: T | null; readonly check: Check }> {
  try {
    return { value: await make(), check: { what, found: "", faults: [] } };
  } catch (error) {
    if (!(error instanceof QuorateError)) throw error;
    return { value: null, check: { what, found: error.summary, faults: [error] } };
  }
}
