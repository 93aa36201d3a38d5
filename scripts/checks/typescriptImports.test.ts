import { expect } from "chai";

import { findTypeScriptFaults } from "./typescriptImports.ts";

const importOf = (path: string): string => `import { thing } from "${path}";\nexport const other = thing;\n`;

describe("the TypeScript import laws", () => {
  for (const [file, path] of [
    ["sdk/src/actions/member/getMember.ts", "../../internal/readPage.ts"],
    ["sdk/src/index.ts", "./actions/member/getMember.ts"],
    ["sdk/src/crypto/digest.ts", "../types/Hex.ts"],
    ["sdk/src/crypto/digest.ts", "ethers"],
    ["scripts/commands/member/show.ts", "#sdk"],
    ["scripts/commands/member/show.ts", "../../founding/readMembersFile.ts"],
    ["scripts/deploy.ts", "hardhat"],
    ["batcher/src/stages/verify.ts", "../ports/Clock.ts"],
    ["batcher/src/service.ts", "./adapters/sqlite.ts"],
    ["test/journeys/founding.ts", "../../sdk/src/actions/member/getMember.ts"],
    ["sdk/src/actions/member/getMember.test.ts", "node:fs"],
    ["sdk/src/node/keys/openKeyStore.ts", "node:fs"],
    ["sdk/src/node/keys/openKeyStore.ts", "../../crypto/digest.ts"],
    ["sdk/src/node.ts", "./node/keys/openKeyStore.ts"],
    ["scripts/commands/record/open.ts", "#sdk/node"],
  ] as const) {
    it(`let ${file} import ${path}`, () => {
      expect(findTypeScriptFaults(file, importOf(path))).to.deep.equal([]);
    });
  }

  for (const [file, path] of [
    ["sdk/src/actions/member/getMember.ts", "../../../../scripts/deploy.ts"],
    ["sdk/src/actions/member/getMember.ts", "hardhat"],
    ["sdk/src/actions/member/getMember.ts", "node:fs"],
    ["sdk/src/actions/member/getMember.ts", "../../index.ts"],
    ["sdk/src/actions/member/getMember.ts", "../../node/keys/openKeyStore.ts"],
    ["sdk/src/index.ts", "./node/keys/openKeyStore.ts"],
    ["sdk/src/index.ts", "./node.ts"],
    ["sdk/src/node/keys/openKeyStore.ts", "hardhat"],
    ["sdk/src/node/keys/openKeyStore.ts", "../../node.ts"],
    ["scripts/commands/record/open.ts", "../../../sdk/src/node/keys/openKeyStore.ts"],
    ["sdk/src/types/Hex.ts", "../internal/readPage.ts"],
    ["sdk/src/crypto/digest.ts", "../actions/member/getMember.ts"],
    ["sdk/src/internal/readPage.ts", "../actions/member/getMember.ts"],
    ["scripts/commands/member/show.ts", "../../../sdk/src/actions/member/getMember.ts"],
    ["scripts/commands/member/show.ts", "../../../test/support/actors.ts"],
    ["scripts/commands/member/show.ts", "../../../batcher/src/service.ts"],
    ["batcher/src/stages/verify.ts", "../adapters/sqlite.ts"],
    ["batcher/src/http/server.ts", "../adapters/sqlite.ts"],
  ] as const) {
    it(`stop ${file} from importing ${path}`, () => {
      expect(findTypeScriptFaults(file, importOf(path))).to.not.be.empty;
    });
  }

  it("see re-exports, types and dynamic imports", () => {
    const source = 'export { a } from "hardhat";\nimport type { B } from "hardhat/types";\nawait import("node:fs");\n';
    expect(findTypeScriptFaults("sdk/src/actions/a.ts", source)).to.have.length(3);
  });
});
