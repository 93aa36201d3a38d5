import { once } from "node:events";

import { startStoreServer } from "#sdk/node";

import { openStores } from "../../records/openMember.ts";
import { readTokens } from "../../records/readTokens.ts";
import { homeOption, storeOptions } from "../../records/recordOptions.ts";
import type { Command } from "../../terminal/Command.ts";
import { malformed } from "../../terminal/Input.ts";
import { readWhole } from "../../terminal/readValues.ts";
import { toJsonLine } from "../../terminal/toJson.ts";

export const recordServe: Command = {
  name: "record serve",
  summary:
    "Serve your store of envelopes to the other parties until Ctrl-C. They fetch by a record's id, and change or list nothing.",
  options: {
    tokens: { value: "FILE", says: "who may fetch: a name and a token a line, in a file that only you may open" },
    anybody: { says: "let whoever reaches it fetch envelopes, which are sealed" },
    host: { value: "HOST", says: "where to listen (default: 127.0.0.1; put TLS before it for others)" },
    port: { value: "PORT", says: "where to listen (default: 18880)" },
    ...homeOption,
    ...storeOptions,
  },
  run: async (place, input) => {
    const port = Number(readWhole("--port", input.optional("port") ?? "18880", { min: 0n, max: 65_535n }));
    const isForAll = input.flag("anybody");
    const path = isForAll ? null : input.option("tokens");
    if (isForAll && input.optional("tokens") !== null)
      throw malformed("--tokens", "...", "either --tokens or --anybody");
    const known =
      path === null ? null : new Set([...(await readTokens(path)).values()].map((token) => `Bearer ${token}`));
    const { store } = await openStores(place, input);
    const server = await startStoreServer({
      store,
      host: input.optional("host") ?? "127.0.0.1",
      port,
      authorize: ({ method, address, authorization }) =>
        (method === "GET" || method === "HEAD") &&
        address !== null &&
        (known === null || (authorization !== undefined && known.has(authorization))),
      onFault: (error) => place.terminal.say(`a request failed: ${error instanceof Error ? error.message : error}`),
    });
    const ready = { url: server.url, store: store.name };
    place.terminal.print(
      input.flag("json") ? toJsonLine(ready) : `Serving ${ready.store} at ${ready.url} until Ctrl-C.`,
    );
    if (!place.signal.aborted) await once(place.signal, "abort");
    await server.drain();
    return { json: { stopped: true }, lines: [] };
  },
};
