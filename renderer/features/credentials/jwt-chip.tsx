// The title-bar chip of the application JWT: how long it lives, and the copy button.
import { Popover, UnstyledButton } from "@mantine/core";
import { IconKeyOff } from "@tabler/icons-react";
import type { JwtPreview } from "../../../preload/contract/jwt.ts";
import { JWT_DEFAULT_LIFETIME_SECONDS } from "../../../preload/contract/jwt.ts";
import { isRestingSimulator, type Workspace } from "../../../preload/contract/workspace.ts";
import { useAct, useCall } from "../../bridge/use-call.ts";
import { useNow } from "../../components/use-now.tsx";
import { usePopover } from "../../components/use-popover.ts";
import { useShortcuts } from "../../keyboard/shortcuts.tsx";
import { hrefOf } from "../../router/router.ts";
import { WITHIN_WINDOW } from "../../theme/overlay-room.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { formatCountdown, lifeAnnouncement, readJwtLife } from "./countdown.ts";
import { JwtPopover } from "./jwt-popover.tsx";
import { SecretCopyIcon } from "./secret-copy-button.tsx";
import { useCopyJwt } from "./use-copy-jwt.ts";
import classes from "./jwt-chip.module.css";

/** Ring, countdown and copy of the active workspace's JWT. */
export function JwtChip() {
  const workspace = useActiveWorkspace();
  if (workspace.key === null || workspace.applicationId === null) {
    return (
      <a className={classes.chip} data-alone="true" href={hrefOf({ page: "keys" })}>
        <IconKeyOff size={16} stroke={1.75} aria-hidden="true" />
        {lackOf(workspace)}
      </a>
    );
  }
  return <CountingChip key={workspace.id} />;
}

function lackOf(workspace: Workspace): string {
  if (isRestingSimulator(workspace)) return "Simulator off";
  return workspace.key === null ? "No key" : "No application";
}

function CountingChip() {
  const workspace = useActiveWorkspace();
  const { data: preview = null } = useCall("jwt.current", { workspace: workspace.id });
  const [isOpen, setOpen] = usePopover();
  const mint = useAct("jwt.mint");
  const jwt = useCopyJwt();
  const copyFresh = () => void jwt.copy({ form: "token", source: "mint" });
  useShortcuts("Everywhere", [
    { id: "jwt.copy", keys: "y j", label: "Copy a fresh JWT", run: copyFresh },
    { id: "jwt.copy.anywhere", keys: "mod+j", label: "Copy a fresh JWT", run: copyFresh, whileTyping: true },
  ]);
  const mintNew = () =>
    void mint.run({ workspace: workspace.id, lifetimeSeconds: JWT_DEFAULT_LIFETIME_SECONDS });
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      middlewares={WITHIN_WINDOW}
      width={364}
      trapFocus
      returnFocus
    >
      <ChipFace preview={preview} onPress={() => setOpen(!isOpen)} onMint={mintNew} />
      <Popover.Dropdown className={classes.dropdown ?? ""}>
        <JwtPopover preview={preview} error={mint.error} isMinting={mint.isRunning} onMint={mintNew} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChipFaceProps {
  readonly preview: JwtPreview | null;
  readonly onPress: () => void;
  readonly onMint: () => void;
}

/** The part that renders every second. */
function ChipFace({ preview, onPress, onMint }: ChipFaceProps) {
  const life = readJwtLife(preview, useNow(1_000));
  return (
    // One button takes the other's place, and the focus is here meanwhile.
    <div className={classes.chip} data-state={life.state} role="timer" aria-live="off" tabIndex={-1}>
      <Popover.Target>
        <UnstyledButton className={classes.target} onClick={onPress}>
          {life.state === "expired" ? (
            <IconKeyOff size={16} stroke={1.75} aria-hidden="true" />
          ) : (
            <Ring fraction={life.fraction} />
          )}
          <span className={classes.label}>{life.state === "expired" ? "JWT expired" : "JWT"}</span>{" "}
          {life.state !== "expired" && (
            <span className={classes.time}>
              {life.state === "none" ? (
                <>
                  none<span className={classes.rest}> yet</span>
                </>
              ) : (
                formatCountdown(life.leftMs)
              )}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      {life.state === "expired" ? (
        <UnstyledButton className={classes.mint} onClick={onMint}>
          Mint<span className={classes.rest}> new</span>
        </UnstyledButton>
      ) : (
        <SecretCopyIcon copy={{ form: "token", source: "chip" }} label="Copy JWT" />
      )}
      <output className="visually-hidden">{lifeAnnouncement(life)}</output>
    </div>
  );
}

const RADIUS = 7.5;
const AROUND = 2 * Math.PI * RADIUS;

function Ring({ fraction }: { readonly fraction: number }) {
  return (
    <svg className={classes.ring} viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r={RADIUS} className={classes.track} />
      <circle
        cx="9"
        cy="9"
        r={RADIUS}
        className={classes.arc}
        strokeDasharray={`${AROUND * fraction} ${AROUND}`}
      />
    </svg>
  );
}
