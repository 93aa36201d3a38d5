import { expect } from "chai";
import pg from "pg";

import { translatePostgresError } from "./translatePostgresError.ts";

/** What the server says. */
function said(code: string): Error {
  return Object.assign(new pg.DatabaseError("it says so", 0, "error"), { code });
}

describe("a fault of a PostgreSQL server", () => {
  it("passes where the server or the way to it is away, whatever the way calls that", () => {
    const ways = ["EPIPE", "ECONNRESET", "ECONNREFUSED", "ETIMEDOUT"].map((code) =>
      Object.assign(new Error(code), { code }),
    );
    for (const error of [...ways, new Error("Connection terminated unexpectedly"), new AggregateError(ways)])
      expect(translatePostgresError(error).code, error.message).to.equal("STORE_UNAVAILABLE");
    for (const code of ["57P01", "57P03", "08006", "53300", "40P01", "55P03", "25P03", "28P01", "3D000"])
      expect(translatePostgresError(said(code)).code, code).to.equal("STORE_UNAVAILABLE");
  });

  it("is a full disk, or something that must be looked at", () => {
    expect(translatePostgresError(said("53100")).code).to.equal("STORE_FULL");
    for (const code of ["58030", "XX001", "23505"])
      expect(translatePostgresError(said(code)).code, code).to.equal("STORE_FAILED");
  });
});
