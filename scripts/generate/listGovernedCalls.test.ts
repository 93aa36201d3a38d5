import { expect } from "chai";

import type { JsonObject } from "../checks/solidity/json.ts";
import type { ContractDescription } from "./compileContracts.ts";
import { listGovernedCalls } from "./listGovernedCalls.ts";
import { modules } from "./modules.ts";

function describeLaws(abi: readonly JsonObject[], methods: JsonObject): readonly ContractDescription[] {
  return modules.map(({ law, name }) => ({
    name: law,
    source: `contracts/interfaces/${law}.sol`,
    abi: name === "Guardians" ? abi : [],
    devdoc: { methods },
    userdoc: {},
  }));
}

const inputs = [{ name: "key", type: "bytes32" }];
const overrule = { type: "function", name: "overrule", inputs, outputs: [], stateMutability: "nonpayable" };

describe("listGovernedCalls", () => {
  it("takes a function that its interface gives to governance", () => {
    const laws = describeLaws([overrule], { "overrule(bytes32)": { "custom:authority": "governance" } });
    expect(() => listGovernedCalls(laws))
      .to.throw("scripts/generate/phrases.ts has Guardians.ratify, which governance does not decide")
      .and.property("message")
      .not.contains("Guardians.overrule");
  });

  it("names a governed function without a phrase", () => {
    const laws = describeLaws([{ ...overrule, name: "melt" }], {
      "melt(bytes32)": { "custom:authority": "governance" },
    });
    expect(() => listGovernedCalls(laws)).to.throw("Guardians.melt has no phrase");
  });

  it("names an argument whose type its kind cannot be", () => {
    const wrong = { ...overrule, inputs: [{ name: "key", type: "uint16" }] };
    const laws = describeLaws([wrong], { "overrule(uint16)": { "custom:authority": "governance" } });
    expect(() => listGovernedCalls(laws)).to.throw("Guardians.overrule: key is uint16, which no key can be");
  });

  it("names an argument that the sentence leaves out or has no kind", () => {
    const wider = { ...overrule, inputs: [...inputs, { name: "extra", type: "uint8" }] };
    const laws = describeLaws([wider], { "overrule(bytes32,uint8)": { "custom:authority": "governance" } });
    expect(() => listGovernedCalls(laws))
      .to.throw("gives no kind to its argument extra")
      .and.property("message")
      .contains("does not say its extra");
  });
});
