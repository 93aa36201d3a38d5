import type { ExecutionEventListener } from "@nomicfoundation/ignition-core";

/** Told after each step of a deployment: how many are done, of how many, and which it was. */
export type StepReport = (done: number, total: number, step: string) => void;

/** Counts Ignition's steps. Steps that an earlier run took are not told again; `isResumed` says that there were some. */
export function listenToIgnition(
  total: number,
  report: StepReport,
): { readonly listener: ExecutionEventListener; readonly isResumed: () => boolean } {
  const done = new Set<string>();
  let resumed = false;
  const ignore = async (): Promise<void> => {};
  const count = async ({ futureId }: { readonly futureId: string }): Promise<void> => {
    done.add(futureId);
    report(done.size, total, futureId.slice(futureId.indexOf("#") + 1).replace("#", "."));
  };
  return {
    isResumed: () => resumed,
    listener: {
      wipeApply: ignore,
      deploymentExecutionStateInitialize: ignore,
      deploymentExecutionStateComplete: count,
      callExecutionStateInitialize: ignore,
      callExecutionStateComplete: count,
      staticCallExecutionStateInitialize: ignore,
      staticCallExecutionStateComplete: ignore,
      sendDataExecutionStateInitialize: ignore,
      sendDataExecutionStateComplete: ignore,
      contractAtExecutionStateInitialize: ignore,
      readEventArgumentExecutionStateInitialize: ignore,
      encodeFunctionCallExecutionStateInitialize: ignore,
      networkInteractionRequest: ignore,
      transactionPrepareSend: ignore,
      transactionSend: ignore,
      transactionConfirm: ignore,
      staticCallComplete: ignore,
      onchainInteractionBumpFees: ignore,
      onchainInteractionDropped: ignore,
      onchainInteractionReplacedByUser: ignore,
      onchainInteractionTimeout: ignore,
      deploymentStart: async ({ isResumed }) => {
        resumed = isResumed;
      },
      deploymentInitialize: ignore,
      reconciliationWarnings: ignore,
      batchInitialize: ignore,
      runStart: ignore,
      beginNextBatch: ignore,
      deploymentComplete: ignore,
      setModuleId: ignore,
      setStrategy: ignore,
    },
  };
}
