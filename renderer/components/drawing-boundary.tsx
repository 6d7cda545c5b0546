// Keeps a fault in drawing to the part of the window it happens in: the rest can be used, and the part be drawn anew.
import { Button } from "@mantine/core";
import { skipToken, useQueryClient, type Query } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorBoundary, type FallbackProps } from "react-error-boundary";
import { drawingFailure } from "./drawing-failure.ts";
import { ErrorNotice } from "./error-notice.tsx";
import classes from "./drawing-boundary.module.css";

/** Draws the whole window, or says that it could not, and loads it anew. */
export function WindowBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary FallbackComponent={Failed} onReset={() => location.reload()}>
      {children}
    </ErrorBoundary>
  );
}

interface PartBoundaryProps {
  /** Names what is drawn: after a fault, another one is drawn as if there had been none. */
  readonly of: string;
  readonly children: ReactNode;
}

/** Draws a part of the window, or says that it could not. Drawn again, what it shows is asked for again. */
export function PartBoundary({ of, children }: PartBoundaryProps) {
  const client = useQueryClient();
  return (
    <ErrorBoundary
      FallbackComponent={Failed}
      resetKeys={[of]}
      // While nothing is drawn of it, nobody else looks at the answers it was drawn from. What nobody can be asked for again,
      // such as a reply that failed, stays.
      onReset={() => client.removeQueries({ type: "inactive", predicate: canBeAsked })}
    >
      {children}
    </ErrorBoundary>
  );
}

function canBeAsked({ options }: Query): boolean {
  return options.queryFn !== skipToken;
}

function Failed({ error, resetErrorBoundary }: FallbackProps) {
  return (
    <div className={classes.failed}>
      <ErrorNotice
        error={drawingFailure(error)}
        action={
          <Button size="xs" onClick={resetErrorBoundary}>
            Draw it again
          </Button>
        }
      />
    </div>
  );
}
