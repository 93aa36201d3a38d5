import { once } from "node:events";
import { createServer } from "node:http";

import { expect } from "chai";

import { HttpConnection } from "./HttpConnection.ts";

describe("the connection of the load's client", () => {
  it("gets the answers of requests that follow one another without waiting, each its own", async () => {
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      response.statusCode = request.method === "GET" ? 404 : 200;
      response.end(Buffer.concat([Buffer.from(request.url ?? ""), ...parts]));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const place = server.address();
    const port = typeof place === "object" && place !== null ? place.port : 0;
    const connection = await HttpConnection.open(new URL(`http://127.0.0.1:${port}`));
    const large = Buffer.alloc(100_000, "x");
    const answers = await Promise.all([
      connection.post("/a", "text/plain", Buffer.from("1")),
      connection.post("/b", "text/plain", large),
      connection.get("/c"),
      connection.post("/d", "text/plain", Buffer.alloc(0)),
    ]);
    expect(answers.map(({ status, body }) => [status, body.length])).to.deep.equal([
      [200, 3],
      [200, 100_002],
      [404, 2],
      [200, 2],
    ]);
    expect(Buffer.from(answers[0]?.body ?? []).toString()).to.equal("/a1");
    const lost = connection.get("/e");
    connection.close();
    const fault: unknown = await lost.catch((error: unknown) => error);
    expect(fault).to.be.an("error");
    server.close();
  });
});
