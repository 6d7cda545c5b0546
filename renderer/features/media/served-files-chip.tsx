// The line that is there for as long as a file of this computer can be fetched from outside.
import { Popover, UnstyledButton } from "@mantine/core";
import { IconWorldUpload } from "@tabler/icons-react";
import type { ServedFile } from "../../../preload/contract/media.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { formatSpan } from "../../components/format.ts";
import { showPassing } from "../../components/toast.ts";
import { useAppState } from "../../components/use-app-state.ts";
import { useNow } from "../../components/use-now.tsx";
import { usePopover } from "../../components/use-popover.ts";
import { ServeLocalFile } from "./serve-local-file.tsx";
import { describeEnd, describeFetches, TUNNEL_WORDS } from "./served-words.ts";
import { useServedFiles } from "./use-served-files.ts";
import classes from "./served-files-chip.module.css";

/** Nothing while no file is served. Pressing it shows all of them, and how to stop each. */
export function ServedFilesChip() {
  const { active } = useServedFiles();
  const now = useNow(1_000);
  const tunnel = TUNNEL_WORDS[useAppState()?.tunnel.state ?? "off"];
  const [isOpen, setOpen] = usePopover();
  useTopic("media.changed", ({ ended }) => {
    // What the person stopped is no news.
    if (ended !== null && ended.why !== "stopped") showPassing(describeEnd(ended));
  });
  // The popover says what became of the last file, so it stays until it is closed.
  if (active.length === 0 && !isOpen) return null;
  const isReachable = active.length === 0 || active.some(({ url }) => url !== null);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" width={440} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.chip} onClick={() => setOpen(!isOpen)}>
          <IconWorldUpload className={classes.mark} size={14} stroke={1.75} aria-hidden="true" />
          <Words active={active} now={now} tunnel={isReachable ? null : tunnel} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        <h2 className={classes.title}>
          {isReachable ? "Served through the tunnel" : "To be served through the tunnel"}
        </h2>
        <ServeLocalFile />
      </Popover.Dropdown>
    </Popover>
  );
}

interface WordsProps {
  readonly active: readonly ServedFile[];
  readonly now: number;
  /** How the tunnel is that reaches none of them; null = they are reached. */
  readonly tunnel: string | null;
}

function Words({ active, now, tunnel }: WordsProps) {
  const [first] = active;
  if (first === undefined) return <span className={classes.words}>No file is served</span>;
  const last = Math.max(...active.map(({ expiresAt }) => expiresAt));
  const fetches = active.reduce((sum, file) => sum + file.fetches, 0);
  const name = active.length === 1 ? first.name : `${active.length} files`;
  const verb = tunnel === null ? "Serving" : "Not reachable:";
  const served = `${formatSpan(last - now)} left, ${describeFetches({ fetches })}`;
  const rest = tunnel === null ? served : `tunnel ${tunnel}`;
  return (
    <>
      {/* The name gives way before the rest does; its parts are boxes, which read apart. */}
      <span className={classes.words} aria-hidden="true">
        {verb} <strong>{name}</strong>
        <span className="num"> {rest}</span>
      </span>
      <span className="visually-hidden">
        {verb} {name}, {rest}
      </span>
    </>
  );
}
