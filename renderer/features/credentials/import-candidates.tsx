// Import from Vonage's tools: looks only when pressed, shows what is there, and takes one of it.
import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { WorkspaceId } from "../../../preload/contract/ids.ts";
import type { ImportCandidate } from "../../../preload/contract/workspace-import.ts";
import { useAct } from "../../bridge/use-call.ts";
import { ErrorNotice } from "../../components/error-notice.tsx";
import { ImportForm } from "./import-form.tsx";
import classes from "./import-candidates.module.css";

interface ImportCandidatesProps {
  readonly onTaken: (id: WorkspaceId) => void;
}

/** The button, and after it was pressed the list of what was found. */
export function ImportCandidates({ onTaken }: ImportCandidatesProps) {
  const look = useAct("imports.look");
  const [found, setFound] = useState<readonly ImportCandidate[] | null>(null);

  async function lookNow(): Promise<void> {
    const answer = await look.run({});
    if (answer.ok) setFound(answer.value);
  }

  return (
    <section className={classes.imports} aria-label="Import from Vonage’s tools">
      <div className={classes.head}>
        <p>
          Used Vonage’s command line tools before? Their files in the project and home folder, and their
          variables, can be read.
        </p>
        <Button
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden="true" />}
          disabled={look.isRunning}
          onClick={() => void lookNow()}
        >
          {found === null ? "Import from Vonage’s tools" : "Look again"}
        </Button>
      </div>
      {look.error !== null && <ErrorNotice error={look.error} />}
      {found !== null && (
        <div role="status">
          {found.length === 0
            ? "Nothing was found. Fill in the form instead."
            : "Nothing is stored until you import it."}
        </div>
      )}
      {found !== null && found.length > 0 && (
        <ul className={classes.list}>
          {found.map((candidate) => (
            <Candidate key={candidate.id} candidate={candidate} onTaken={onTaken} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface CandidateProps extends ImportCandidatesProps {
  readonly candidate: ImportCandidate;
}

function Candidate({ candidate, onTaken }: CandidateProps) {
  const [isChosen, setChosen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { place, problem, foreignHost } = candidate;

  function cancel(): void {
    setChosen(false);
    opener.current?.focus();
  }

  return (
    <li className={classes.candidate}>
      <div className={classes.head}>
        <div className={classes.words}>
          <p className={classes.place}>{place}</p>
          {problem === null ? (
            <p className={classes.content}>{contentOf(candidate)}</p>
          ) : (
            <p className={classes.problem}>{problem}</p>
          )}
          {problem === null && foreignHost !== null && (
            <p className={classes.problem}>
              It names the host {foreignHost}, which is not Vonage’s. Only the IDs are imported: neither that
              host nor a secret.
            </p>
          )}
        </div>
        {problem === null && (
          <Button
            ref={opener}
            size="xs"
            aria-label={`Import ${place}`}
            aria-expanded={isChosen}
            onClick={() => setChosen(!isChosen)}
          >
            Import
          </Button>
        )}
      </div>
      {isChosen && <ImportForm candidate={candidate} onTaken={onTaken} onCancel={cancel} />}
    </li>
  );
}

function contentOf(candidate: ImportCandidate): string {
  const parts = [
    candidate.apiKey === null ? null : `API key ${candidate.apiKey}`,
    candidate.hasApiSecret ? "API secret" : null,
    candidate.applicationId === null ? null : `application ${candidate.applicationId}`,
    candidate.hasPrivateKey ? "private key" : null,
    candidate.hasSignatureSecret ? "signature secret" : null,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
