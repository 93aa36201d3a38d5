import { expect } from "chai";

import { QuorateError } from "../../errors/QuorateError.ts";
import { getDeployment, listDeployments } from "./getDeployment.ts";

describe("getDeployment", () => {
  it("knows no network that did not come with this version, not even the names that every object has", () => {
    for (const network of ["nowhere", "constructor", "__proto__", ""]) {
      expect(() => getDeployment(network))
        .to.throw(QuorateError)
        .that.deep.include({ code: "DEPLOYMENT_UNKNOWN", facts: { network, known: listDeployments() } });
    }
  });
});
