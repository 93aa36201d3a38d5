import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

describe("the programs that take no arguments", () => {
  for (const program of ["testAll.ts", "hardforks.ts"]) {
    it(`${program} refuses any in one line, with the exit code of a usage error, and runs nothing`, async () => {
      const file = fileURLToPath(new URL(program, import.meta.url));
      const answer = await new Promise<readonly [unknown, string, string]>((resolve) => {
        execFile(process.execPath, [file, "--foo"], (error, stdout, stderr) => resolve([error?.code, stdout, stderr]));
      });
      expect(answer[0]).to.equal(2);
      expect(answer[1]).to.equal("");
      expect(answer[2]).to.match(/^npm .* takes no arguments and was given --foo: .*\n$/);
    });
  }
});
