import { PostgresServer } from "../../../scripts/checks/PostgresServer.ts";

/** The server that `npm run test:postgres` has started for the tests. */
export function openServer(): PostgresServer {
  const folder = process.env.QUORATE_POSTGRES_FOLDER;
  if (folder === undefined) throw new Error("npm run test:postgres starts the server that these tests need");
  return new PostgresServer(folder);
}
