import type { EIP1193Provider } from "@nomicfoundation/ignition-core";
import type { JsonRpcApiProvider, Signer, TransactionRequest } from "ethers";

/** What every request goes through. */
export interface CreateSignerProviderParameters {
  /** Who deploys: an account of any kind that can send. */
  readonly signer: Signer;
  readonly provider: JsonRpcApiProvider;
  readonly signal: AbortSignal;
}

/**
 * What Ignition speaks to: the node, with one account that signs by itself, wherever its key is kept.
 *
 * Once the signal aborts, the next question fails. A transaction that is on its way is not a question: its hash still reaches
 * the journal, so that the next run finds it instead of sending it again.
 */
export function createSignerProvider(parameters: CreateSignerProviderParameters): EIP1193Provider {
  const { signer, provider, signal } = parameters;
  return {
    request: async ({ method, params }) => {
      signal.throwIfAborted();
      if (method === "eth_accounts") return [await signer.getAddress()];
      const values = toValues(params);
      if (method !== "eth_sendTransaction") return provider.send(method, values);
      const response = await signer.sendTransaction(toRequest(values[0]));
      return response.hash;
    },
  };
}

function toValues(params: readonly unknown[] | object | undefined): unknown[] {
  if (params === undefined) return [];
  if (Array.isArray(params)) return [...params];
  throw new TypeError("Ignition hands over parameters in a list");
}

/** A transaction as JSON-RPC writes it, as ethers takes it. */
function toRequest(value: unknown): TransactionRequest {
  if (typeof value !== "object" || value === null) throw new TypeError("a transaction is an object");
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const text = (name: string): string | null => {
    const field = fields[name];
    return typeof field === "string" ? field : null;
  };
  const request: TransactionRequest = {
    to: text("to"),
    from: text("from"),
    data: text("data"),
    value: text("value"),
    gasLimit: text("gas"),
  };
  const nonce = text("nonce");
  if (nonce !== null) request.nonce = Number(nonce);
  const gasPrice = text("gasPrice");
  if (gasPrice !== null) return { ...request, type: 0, gasPrice };
  return {
    ...request,
    type: 2,
    maxFeePerGas: text("maxFeePerGas"),
    maxPriorityFeePerGas: text("maxPriorityFeePerGas"),
  };
}
