import type { JsonObject } from "../checks/solidity/json.ts";
import { compileContracts } from "./compileContracts.ts";
import { listErrorCodes } from "./listErrorCodes.ts";
import { listErrors } from "./listErrors.ts";
import { listGovernedCalls } from "./listGovernedCalls.ts";
import { mergeAbis } from "./mergeAbis.ts";
import { contractNamed, modules } from "./modules.ts";
import { abiName, renderAbi } from "./renderAbi.ts";
import { renderBindings } from "./renderBindings.ts";
import { renderCalls } from "./renderCalls.ts";
import { renderDeployments } from "./renderDeployments.ts";
import { renderErrorReference } from "./renderErrorReference.ts";
import { renderEvents } from "./renderEvents.ts";
import { renderRehearsal } from "./renderRehearsal.ts";
import { renderReverts } from "./renderReverts.ts";

/** Where nothing stands but what is generated. */
export const GENERATED_FOLDER = "sdk/src/generated";

/** Every generated file, by its path in the repository. The same sources give the same bytes on every machine. */
export async function renderGenerated(root: string): Promise<ReadonlyMap<string, string>> {
  const contracts = compileContracts(root);
  const abis = new Map(
    modules.map((module): [string, readonly JsonObject[]] => [
      module.name,
      mergeAbis(contractNamed(contracts, module.contract).abi, contractNamed(contracts, module.law).abi),
    ]),
  );
  const errors = listErrors(contracts);
  const bindings = new Map<string, string>();
  for (const [module, abi] of abis) bindings.set(`abis/${abiName(module)}.ts`, renderAbi(module, abi));
  for (const [file, text] of await renderBindings(abis)) bindings.set(`typechain/${file}`, text);
  bindings.set("reverts.ts", renderReverts(errors));
  bindings.set("events.ts", renderEvents(abis));
  bindings.set("calls.ts", renderCalls(listGovernedCalls(contracts)));
  bindings.set("rehearsal.ts", renderRehearsal());
  bindings.set("deployments.ts", renderDeployments(root));
  return new Map([
    ...[...bindings].map(([file, text]) => [`${GENERATED_FOLDER}/${file}`, text] as const),
    ["docs/errors.md", renderErrorReference(listErrorCodes(root), errors)],
  ]);
}
