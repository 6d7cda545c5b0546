// How long a JWT shall live: a span, or a moment at which it ends.
import { TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useId } from "react";
import {
  JWT_DEFAULT_LIFETIME_SECONDS,
  JWT_MAX_LIFETIME_SECONDS,
  JWT_MIN_LIFETIME_SECONDS,
} from "../../../preload/contract/jwt.ts";
import { useHostClock } from "../../bridge/bridge.tsx";
import { ChoiceChips } from "../../components/choice-chips.tsx";
import { LiveNumberField } from "../../components/number-field.tsx";
import { LIFE_PRESETS, localMoment, type JwtFields } from "./jwt-request.ts";
import classes from "./keys-page.module.css";

interface JwtLifeProps {
  readonly fields: JwtFields;
  readonly onChange: (change: Partial<JwtFields>) => void;
}

/** What the chip is called that asks for a moment instead of a span. */
const UNTIL = "until";

/** Chips of usual lives, with a field for any other or for the moment. */
export function JwtLife({ fields, onChange }: JwtLifeProps) {
  const labelId = useId();
  const clock = useHostClock();
  const isUntil = fields.expiresAt !== null;

  function choose(value: string): void {
    if (value === UNTIL) {
      const seconds = fields.lifetimeSeconds ?? JWT_DEFAULT_LIFETIME_SECONDS;
      onChange({ expiresAt: localMoment(clock() + seconds * 1_000), lifetimeSeconds: seconds });
    } else {
      onChange({ expiresAt: null, lifetimeSeconds: Number(value) });
    }
  }

  return (
    <div className={classes.life}>
      <p id={labelId} className={classes.label}>
        Life
      </p>
      <ChoiceChips
        labelledBy={labelId}
        icon={IconCheck}
        choices={[...LIFE_PRESETS, { value: UNTIL, label: "Until a time" }]}
        value={isUntil ? UNTIL : String(fields.lifetimeSeconds)}
        onChange={choose}
      />
      {isUntil ? (
        <TextInput
          label="exp"
          description="30 s to 24 h from now; 15 min when it is empty"
          type="datetime-local"
          step={1}
          value={fields.expiresAt ?? ""}
          onChange={(event) => onChange({ expiresAt: event.currentTarget.value })}
        />
      ) : (
        <LiveNumberField
          label="In seconds"
          description="30 s to 24 h; Vonage refuses longer ones"
          min={JWT_MIN_LIFETIME_SECONDS}
          max={JWT_MAX_LIFETIME_SECONDS}
          unit=" s"
          outcome="so no JWT is minted"
          value={fields.lifetimeSeconds}
          onChange={(lifetimeSeconds) => onChange({ lifetimeSeconds })}
        />
      )}
    </div>
  );
}
