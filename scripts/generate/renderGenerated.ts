import type { JsonObject } from "../checks/solidity/json.ts";
import { compileContracts } from "./compileContracts.ts";
import { listErrors } from "./listErrors.ts";
import { listGovernedCalls } from "./listGovernedCalls.ts";
import { mergeAbis } from "./mergeAbis.ts";
import { contractNamed, modules } from "./modules.ts";
import { abiName, renderAbi } from "./renderAbi.ts";
import { renderBindings } from "./renderBindings.ts";
import { renderCalls } from "./renderCalls.ts";
import { renderDeployments } from "./renderDeployments.ts";
import { renderEvents } from "./renderEvents.ts";
import { renderRehearsal } from "./renderRehearsal.ts";
import { renderReverts } from "./renderReverts.ts";

/** Everything below sdk/src/generated/, by path in it. The same sources give the same bytes on every machine. */
export async function renderGenerated(root: string): Promise<ReadonlyMap<string, string>> {
  const contracts = compileContracts(root);
  const abis = new Map(
    modules.map((module): [string, readonly JsonObject[]] => [
      module.name,
      mergeAbis(contractNamed(contracts, module.contract).abi, contractNamed(contracts, module.law).abi),
    ]),
  );
  const files = new Map<string, string>();
  for (const [module, abi] of abis) files.set(`abis/${abiName(module)}.ts`, renderAbi(module, abi));
  for (const [file, text] of await renderBindings(abis)) files.set(`typechain/${file}`, text);
  files.set("reverts.ts", renderReverts(listErrors(contracts)));
  files.set("events.ts", renderEvents(abis));
  files.set("calls.ts", renderCalls(listGovernedCalls(contracts)));
  files.set("rehearsal.ts", renderRehearsal());
  files.set("deployments.ts", renderDeployments(root));
  return files;
}
