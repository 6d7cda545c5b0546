// In the sandbox only testers of the shared Page are heard: what this person has to do to become one.
import { Button } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import type { SimulatorState } from "../../../../preload/contract/simulator-state.ts";
import type { PersonAt } from "../people/person-words.ts";
import classes from "./phone.module.css";

interface SandboxNoticeProps {
  readonly sandbox: SimulatorState["sandbox"];
  readonly person: PersonAt;
  readonly onChoose: (person: PersonAt) => void;
  readonly onFillJoin: () => void;
}

/** Nothing for a tester at the shared Page. */
export function SandboxNotice({ sandbox, person, onChoose, onFillJoin }: SandboxNoticeProps) {
  const { psid, pageId } = person;
  const isShared = pageId === sandbox.pageId;
  if (isShared && sandbox.testers.includes(psid)) return null;
  return (
    <div className={classes.notice}>
      <IconInfoCircle size={16} stroke={1.75} aria-hidden="true" />
      {isShared ? (
        <>
          <p>The sandbox is on, and this person is no tester yet: their messages go to nobody.</p>
          <Button size="xs" onClick={onFillJoin}>
            Write the text to join
          </Button>
        </>
      ) : (
        <>
          <p>The sandbox is on. This person writes to another Page than the shared one.</p>
          <Button size="xs" onClick={() => onChoose({ psid, pageId: sandbox.pageId })}>
            Write to the shared Page
          </Button>
        </>
      )}
    </div>
  );
}
