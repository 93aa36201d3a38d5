import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { compileContracts } from "./compileContracts.ts";
import { listErrors } from "./listErrors.ts";
import { renderGenerated } from "./renderGenerated.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the generation", function () {
  this.timeout(120_000);

  it("gives the same bytes twice", async () => {
    const first = await renderGenerated(root);
    const second = await renderGenerated(root);
    expect([...second]).to.deep.equal([...first]);
  });

  it("gives every error of every ABI a sentence and a remedy", () => {
    const contracts = compileContracts(root);
    const listed = new Set(listErrors(contracts).map((error) => error.name));
    for (const contract of contracts) {
      for (const item of contract.abi) if (item.type === "error") expect(listed, contract.name).to.include(item.name);
    }
    for (const { name, sentence, remedy } of listErrors(contracts)) {
      expect(sentence, name).to.match(/^[A-Z].*[.!?]$/);
      expect(remedy, name).to.match(/^[A-Z].*\.$/);
    }
  });
});
