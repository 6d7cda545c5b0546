// The line that is there for as long as a file of this computer can be fetched from outside.
import { Popover, UnstyledButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconWorldUpload } from "@tabler/icons-react";
import { useState } from "react";
import type { ServedFile } from "../../../preload/contract/media.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { formatSpan } from "../../components/format.ts";
import { useNow } from "../../components/use-now.tsx";
import { ServeLocalFile } from "./serve-local-file.tsx";
import { describeEnd, describeFetches } from "./served-words.ts";
import { useServedFiles } from "./use-served-files.ts";
import classes from "./served-files-chip.module.css";

/** Nothing while no file is served. Pressing it shows all of them, and how to stop each. */
export function ServedFilesChip() {
  const { active } = useServedFiles();
  const now = useNow(1_000);
  const [isOpen, setOpen] = useState(false);
  useTopic("media.changed", ({ ended }) => {
    // What the person stopped is no news.
    if (ended !== null && ended.why !== "stopped") notifications.show({ message: describeEnd(ended) });
  });
  // The popover says what became of the last file, so it stays until it is closed.
  if (active.length === 0 && !isOpen) return null;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" width={440} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.chip} onClick={() => setOpen(!isOpen)}>
          <IconWorldUpload className={classes.mark} size={14} stroke={1.75} aria-hidden="true" />
          <Words active={active} now={now} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        <h2 className={classes.title}>Served through the tunnel</h2>
        <ServeLocalFile />
      </Popover.Dropdown>
    </Popover>
  );
}

function Words({ active, now }: { readonly active: readonly ServedFile[]; readonly now: number }) {
  const [first] = active;
  if (first === undefined) return <span className={classes.words}>No file is served</span>;
  const last = Math.max(...active.map(({ expiresAt }) => expiresAt));
  const fetches = active.reduce((sum, file) => sum + file.fetches, 0);
  const isReachable = active.some(({ url }) => url !== null);
  const name = active.length === 1 ? first.name : `${active.length} files`;
  const rest = `${formatSpan(last - now)} left, ${isReachable ? describeFetches({ fetches }) : "no tunnel open"}`;
  return (
    <>
      {/* The name gives way before the rest does; its parts are boxes, which read apart. */}
      <span className={classes.words} aria-hidden="true">
        Serving <strong>{name}</strong>
        <span className="num"> {rest}</span>
      </span>
      <span className="visually-hidden">
        Serving {name}, {rest}
      </span>
    </>
  );
}
