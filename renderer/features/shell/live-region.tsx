// The one place from which a screen reader hears of what arrives.
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useCall } from "../../bridge/use-call.ts";
import { useTopic } from "../../bridge/use-topic.ts";
import { useSettings } from "../../components/use-settings.ts";
import { useActiveWorkspace } from "../../workspace/active-workspace.tsx";
import { createAnnouncer, type Announcer } from "./announcer.ts";
import { workspaceLine } from "./workspace-title.ts";

const NAVIGATING_MS = 1_500;

interface Said {
  readonly sentence: string;
  readonly turn: number;
}

const SILENCE: Said = { sentence: "", turn: 0 };

/** A sentence is spoken when something changes here: one that is said again comes as a new element. */
function Region({ urgency, said }: { readonly urgency: "polite" | "assertive"; readonly said: Said }) {
  return (
    <div className="visually-hidden" aria-live={urgency}>
      <span key={said.turn}>{said.sentence}</span>
    </div>
  );
}

/** Speaks digests politely and alarms at once; shows nothing. */
export function LiveRegion() {
  const workspace = useActiveWorkspace();
  const { id } = workspace;
  const [{ announce }] = useSettings();
  const [polite, setPolite] = useState(SILENCE);
  const [assertive, setAssertive] = useState(SILENCE);
  const announcer = useRef<Announcer | null>(null);
  const readSetting = useEffectEvent(() => announce);
  const expiredBy = useCall("linking.state", { workspace: id }).data?.link.expiredBy ?? null;

  useEffect(() => {
    let lastKeyAt = 0;
    const onKey = () => {
      lastKeyAt = Date.now();
    };
    addEventListener("keydown", onKey);
    const made = createAnnouncer({
      now: () => Date.now(),
      setTimer: (run, delayMs) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      say: (sentence, urgency) =>
        (urgency === "polite" ? setPolite : setAssertive)(({ turn }) => ({ sentence, turn: turn + 1 })),
      setting: () => readSetting(),
      isBusy: () => document.hidden || Date.now() - lastKeyAt < NAVIGATING_MS,
    });
    announcer.current = made;
    return () => {
      made.stop();
      removeEventListener("keydown", onKey);
    };
  }, []);

  const told = useRef(id);
  const tellWorkspace = useEffectEvent(() =>
    announcer.current?.turned(`Workspace ${workspaceLine(workspace)}`),
  );
  useEffect(() => {
    if (told.current === id) return;
    told.current = id;
    tellWorkspace();
  }, [id]);

  useTopic("events.appended", (rows) =>
    announcer.current?.arrived(rows.filter((row) => row.workspace === null || row.workspace === id)),
  );
  useTopic("tunnel.changed", ({ state }) => {
    if (state === "failed" || state === "reconnecting") {
      announcer.current?.alarm("The tunnel is down. Vonage cannot reach you.");
    }
  });
  const expiredEvent = expiredBy?.eventId ?? null;
  useEffect(() => {
    if (expiredEvent !== null) announcer.current?.alarm("The Page link has expired.");
  }, [expiredEvent]);

  return (
    <>
      <Region urgency="polite" said={polite} />
      <Region urgency="assertive" said={assertive} />
    </>
  );
}
