// Back to the first moment, after it was asked about.
import { useAct, useRefresh } from "../../bridge/use-call.ts";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { showPassing } from "../../components/toast.ts";
import { navigate, useRoute } from "../../router/router.ts";

interface ResetDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks, resets, and says so. */
export function ResetDialog({ isOpen, onClose }: ResetDialogProps) {
  const reset = useAct("simulator.reset");
  const refresh = useRefresh();
  const route = useRoute();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title="Reset the simulator"
      confirmLabel="Reset"
      error={reset.error}
      isRunning={reset.isRunning}
      onClose={onClose}
      onConfirm={async () => {
        const done = await reset.run({});
        if (!done.ok) return false;
        showPassing("Simulator reset");
        // Whoever was added is no more.
        if (route.page === "simulator" && route.person !== null)
          navigate({ ...route, person: null }, { replace: true });
        // An open thread tells of the window of somebody who never wrote now.
        refresh("conversations.thread");
        return true;
      }}
    >
      People, conversations, what is scheduled, the clock, faults, timing and the simulated account go back to
      the first moment. Events stay.
    </ConfirmDialog>
  );
}
