import { listProblems, problemOf } from "../stages/refusals.ts";
import { recordsShape } from "./shapes.ts";
import { ACKNOWLEDGED_TYPE, JSON_TYPE, PACKED_TYPE } from "./wire.ts";

const VERSION = "1.0.0";

/** The OpenAPI document, around the very shapes that requests are held against. */
export function createOpenApi(): object {
  return {
    openapi: "3.1.0",
    info: {
      title: "Quorate batcher",
      version: VERSION,
      description:
        "Takes signed records, stores them, anchors them in batches, and gives receipts that anybody checks alone.",
    },
    paths: {
      "/v1/records": { post: postRecords() },
      "/v1/receipts/{logId}/{sequence}": { get: getReceipt() },
      "/v1/status": {
        get: { summary: "Which chain, contracts and log; what the members decided.", responses: json("The status.") },
      },
      "/v1/openapi.json": { get: { summary: "This document.", responses: json("The document.") } },
    },
    components: {
      schemas: { Records: recordsShape, Problem: problemShape() },
      responses: { Problem: { description: "What is wrong, as in RFC 9457.", content: problemContent() } },
    },
  };
}

function postRecords(): object {
  return {
    summary: "Stores signed records. Answered when they are durable: what is accepted survives a crash.",
    parameters: [
      ...waitParameters(),
      header("quorate-chain-id", "The chain that the records were signed for; refused where it is another one."),
      header("quorate-anchor", "The contract that the client expects them to be anchored in."),
    ],
    requestBody: {
      required: true,
      content: {
        [JSON_TYPE]: { schema: { $ref: "#/components/schemas/Records" } },
        [PACKED_TYPE]: { schema: { type: "string", format: "binary" } },
      },
    },
    responses: {
      "200": {
        description: "One outcome for each record, and the promises that the accepted ones stand in.",
        content: {
          [JSON_TYPE]: { schema: { type: "object" } },
          [ACKNOWLEDGED_TYPE]: { schema: { type: "string", format: "binary" } },
        },
      },
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function getReceipt(): object {
  return {
    summary: "The receipt of a record. The header quorate-level says how far it has come.",
    parameters: [
      path("logId", { type: "string", pattern: "^0x[0-9a-fA-F]{64}$" }),
      path("sequence", { type: "integer", minimum: 0 }),
      ...waitParameters(),
    ],
    responses: { ...json("The receipt."), default: { $ref: "#/components/responses/Problem" } },
  };
}

function waitParameters(): readonly object[] {
  return [
    {
      name: "level",
      in: "query",
      description: "How far to wait for.",
      schema: { enum: ["durable", "anchored", "final"] },
    },
    {
      name: "waitMs",
      in: "query",
      description: "For so long at most.",
      schema: { type: "integer", minimum: 0, maximum: 60_000 },
    },
  ];
}

function header(name: string, description: string): object {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function path(name: string, schema: object): object {
  return { name, in: "path", required: true, schema };
}

function json(description: string): object {
  return { "200": { description, content: { [JSON_TYPE]: { schema: { type: "object" } } } } };
}

function problemContent(): object {
  return { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
}

function problemShape(): object {
  const codes = listProblems();
  return {
    type: "object",
    required: ["type", "title", "status", "code", "retry", "remedy"],
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      code: {
        enum: codes,
        description: codes.map((code) => `${code} (${problemOf(code).status}): ${problemOf(code).title}`).join("\n"),
      },
      retry: { type: "boolean", description: "Whether the same request may succeed later." },
      remedy: { type: "string" },
      detail: { type: "string" },
      pointer: { type: "string", description: "Which part of the body, as in RFC 6901." },
    },
  };
}
